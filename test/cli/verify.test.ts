import * as assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import {
  atlas,
  BUNDLE,
  fault,
  plainEnvironment,
  says,
  useBundle,
  type Around,
} from './support/atlas';

const NODE = process.execPath;
const LOCAL_TIME = String.raw`\d[\d :-]+`;

describe('checking a report with atlas', function () {
  this.timeout(60_000);
  useBundle();
  const folder = useSample();
  const here = (more: Partial<Around> = {}): Around => ({ cwd: folder().root, ...more });
  const runs = (script: string): string => `run: '${NODE}' -e '${script}'`;

  async function reported(...criteria: string[]): Promise<void> {
    const options = criteria.flatMap((criterion) => ['--criterion', criterion]);
    await says(['spawn', 'Measure', '--task', '25', ...options], here());
    await says(['report', '--agent', '48', '--summary', 'Two seconds'], here());
  }
  const checks = (): unknown =>
    contextOf(folder())
      .spawned_agents?.at(-1)
      ?.checks?.map(({ passed, by, detail }) => [passed, by, detail]);

  it('runs what can be run, and says of each criterion what came of it', async () => {
    fs.writeFileSync(path.join(folder().root, 'made.txt'), 'x');
    await reported(
      runs('console.log("fine")'),
      'file: made.txt',
      runs('console.error("broken"); process.exit(3)'),
      'review: Is it honest?',
      'It feels fast',
    );
    const { code, stdout, stderr } = await atlas(['verify', '48', '--check', '--yes'], here());
    assert.equal(code, 1);
    assert.match(
      stdout,
      new RegExp(
        [
          `^✓ 1\\. run: .*`,
          ` {5}holds, found by atlas ${LOCAL_TIME}: exit code 0`,
          `✓ 2\\. file: made\\.txt`,
          ` {5}holds, found by atlas ${LOCAL_TIME}: is there`,
          `✗ 3\\. run: .*`,
          ` {5}does not hold, found by atlas ${LOCAL_TIME}: exit code 3`,
          `○ 4\\. review: Is it honest\\?`,
          ` {5}open: a reviewer judges it`,
          `○ 5\\. It feels fast`,
          ` {5}open: you judge it.*`,
          ``,
          `Say what you make of it: .*\n$`,
        ].join('\n'),
      ),
    );
    assert.match(stderr, /^\$ .*\nfine\nexit code 0\n\n\$ .*\nbroken\nexit code 3\n\n$/);
    assert.deepEqual(checks(), [
      [true, 'atlas', 'exit code 0\nfine'],
      [true, 'atlas', 'is there'],
      [false, 'atlas', 'exit code 3\nbroken'],
    ]);
    assert.match(
      await says(['show', '48'], here()),
      /\n✗ 3\. run: .*\n {5}does not hold, found by atlas .*: exit code 3\n {5}broken\n○ 4\. /,
    );
  });

  it('answers with one document, and lets what commands print stand beside it', async () => {
    await reported(runs('console.log("fine")'), 'file: none');
    const { code, stdout, stderr } = await atlas(
      ['verify', '48', '--check', '--yes', '--json'],
      here(),
    );
    const answer = JSON.parse(stdout) as {
      ok: boolean;
      data: { id: string; criteria: Record<string, unknown>[] };
    };
    assert.deepEqual([code, answer.ok, answer.data.id], [1, true, 'AGENT_0048']);
    assert.deepEqual(
      answer.data.criteria.map(({ number, kind, outcome, detail }) => [
        number,
        kind,
        outcome,
        detail,
      ]),
      [
        [1, 'command', 'passed', 'exit code 0\nfine'],
        [2, 'file', 'failed', 'none is not there'],
      ],
    );
    assert.match(stderr, /\nfine\n/);
  });

  it('runs nothing when nobody allowed it', async () => {
    await reported(runs('require("fs").writeFileSync("ran", "")'));
    const { exit, code, message } = await fault(['verify', '48', '--check'], here());
    assert.deepEqual([exit, code], [4, 'commandsNotAllowed']);
    assert.ok(message.includes(folder().root) && message.includes('writeFileSync'), message);
    assert.ok(!fs.existsSync(path.join(folder().root, 'ran')));
    assert.equal(checks(), undefined);
  });

  it('needs nobody to allow what only looks', async () => {
    await reported('file: .atlas/orchestrator');
    assert.match(await says(['verify', '48', '--check'], here()), /^✓ 1\. /);
  });

  it('asks in a terminal, and runs only at a yes', async () => {
    await reported(runs('require("fs").writeFileSync("ran", "")'));
    const type = (answer: string, ...more: string[]): string => {
      const words = [NODE, BUNDLE, 'verify', '48', '--check', ...more];
      const command = words.map((word) => `'${word}'`);
      // Gives the program a terminal, and types into it.
      const { stdout } = spawnSync('script', ['-qec', command.join(' '), '/dev/null'], {
        cwd: folder().root,
        env: plainEnvironment(),
        input: `${answer}\n`,
        encoding: 'utf8',
      });
      return stdout;
    };
    const no = type('');
    assert.match(no, /this runs:\r?\n.*writeFileSync[^]*Run it\? \[y\/N\]/);
    assert.match(no, /nobody allowed it/);
    assert.ok(!fs.existsSync(path.join(folder().root, 'ran')));
    assert.match(type('y'), /✓ 1\. run/);
    assert.match(type('x', '--yes', '--hold'), /✓ 1\. run[^]*Press any key to close/);
    assert.ok(fs.existsSync(path.join(folder().root, 'ran')));
  });

  it('gives a command the time it is told, and no agent to speak for', async () => {
    await reported(
      runs('setInterval(() => {}, 1000)'),
      runs('process.exit(process.env.ATLAS_AGENT_ID ? 1 : 0)'),
    );
    const { stdout } = await atlas(
      ['verify', '48', '--check', '--yes', '--timeout', '1s'],
      here({ env: { ATLAS_AGENT_ID: 'AGENT_0001' } }),
    );
    assert.match(stdout, /^✗ 1\. .*\n.*: not finished after 1 second\n✓ 2\. /);
    const { exit, code } = await fault(['verify', '48', '--check', '--timeout', '0s'], here());
    assert.deepEqual([exit, code], [2, 'usage']);
  });

  it('ends what runs when it is itself ended', async () => {
    await reported(
      runs('require("fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1000)'),
    );
    const child = spawn(NODE, [BUNDLE, 'verify', '48', '--check', '--yes'], {
      cwd: folder().root,
      env: plainEnvironment(),
      stdio: 'ignore',
    });
    const file = path.join(folder().root, 'pid');
    await until('it runs', () => fs.existsSync(file) && fs.readFileSync(file, 'utf8') !== '');
    const pid = Number(fs.readFileSync(file, 'utf8'));
    child.kill('SIGINT');
    await until('atlas has ended', () => child.exitCode !== null || child.signalCode !== null);
    await until('what it ran has ended', () => {
      try {
        process.kill(pid, 0);
        return /^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
      } catch {
        return true;
      }
    });
    assert.equal(checks(), undefined);
  });

  it('lets a person say of what only a person can judge', async () => {
    await reported('It feels fast', 'review: Is it honest?', 'file: x', 'It looks good');
    const judged = ['verify', '48', '--passed', '1', '--passed', '2', '--failed', '4', 'Too grey'];
    const shown = await says(judged, here());
    assert.match(
      shown,
      /✓ 1\. It feels fast\n {5}holds, found by a person .*\n✓ 2\. .*\n.*\n○ 3\. /,
    );
    assert.match(shown, /✗ 4\. It looks good\n {5}does not hold, found by a person .*: Too grey\n/);
    for (const [words, detail] of [
      [['--passed', '3'], 'criterion 3 is checked by a program'],
      [['--passed', '5'], 'there is no criterion 5, there are 1 to 4'],
      [['--failed', '4'], 'why it does not hold'],
      [['--failed', 'x', 'why'], 'the number of a criterion'],
    ] as const) {
      const { exit, code, message } = await fault(['verify', '48', ...words], here());
      assert.deepEqual([exit, code], [2, 'inputInvalid']);
      assert.ok(message.includes(detail), message);
    }
  });

  it('accepts what holds, and what does not only with a reason', async () => {
    await reported('file: none', 'It feels fast');
    const { exit, code, message } = await fault(['verify', '48', '--check', '--accept'], here());
    assert.deepEqual([exit, code], [4, 'criteriaOpen']);
    assert.ok(message.includes('file: none (failed)'), message);
    await says(['verify', '48', '--despite', 'Not needed any more'], here());
    const agent = contextOf(folder()).spawned_agents?.at(-1);
    assert.deepEqual(
      [agent?.status, agent?.verification?.note],
      ['verified', 'Not needed any more'],
    );
  });

  it('checks, accepts and completes in one go', async () => {
    await reported(runs(''));
    const words = ['verify', '48', '--check', '--yes', '--accept', '--complete', '--json'];
    const { code, stdout } = await atlas(words, here());
    const { data: done } = JSON.parse(stdout) as {
      data: { status: string; completed_task: { id: string } };
    };
    assert.deepEqual([code, done.status, done.completed_task.id], [0, 'verified', 'TASK_025']);
    const { completed_tasks: tasks, spawned_agents: agents } = contextOf(folder());
    assert.deepEqual(
      [tasks?.at(-1)?.id, tasks?.at(-1)?.outcome, agents?.at(-1)?.status],
      ['TASK_025', 'Two seconds', 'verified'],
    );
  });

  it('completes the task of a verified report, and of no other', async () => {
    await reported();
    const early = await fault(['verify', '48', '--complete'], here());
    assert.deepEqual([early.exit, early.code], [4, 'verdictNeeded']);
    await says(['verify', '48', '--accept'], here());
    assert.equal(
      await says(['verify', '48', '--complete'], here()),
      'AGENT_0048 verified\nTASK_025 completed: Two seconds\n',
    );
    assert.equal(
      (await fault(['verify', '48', '--complete'], here())).code,
      'taskAlreadyCompleted',
    );
    assert.equal(await says(['verify', '48', '--accept'], here()), 'AGENT_0048 verified\n');
  });

  it('says what can be done after a rejection', async () => {
    await reported();
    const words = await says(['verify', '48', '--reject', 'No numbers'], here());
    assert.match(words, /atlas continue AGENT_0048\n/);
    assert.match(words, /atlas spawn "…" --follows AGENT_0048\n$/);
    const { exit } = await fault(['verify', '48', '--reject', 'x', '--complete'], here());
    assert.equal(exit, 2);
  });

  it('lets no agent judge its own report', async () => {
    await reported('It feels fast');
    const own = here({ env: { ATLAS_AGENT_ID: 'AGENT_0048' } });
    for (const words of [['--accept'], ['--passed', '1'], ['--despite', 'x']]) {
      const { exit, code } = await fault(['verify', '48', ...words], own);
      assert.deepEqual([exit, code], [5, 'ownReport']);
    }
    const other = here({ env: { ATLAS_AGENT_ID: 'AGENT_0001' } });
    assert.match(await says(['verify', '48', '--passed', '1'], other), /found by AGENT_0001/);
  });
});
