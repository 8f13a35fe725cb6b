import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent } from '../../src/core/model/context';
import { formatLaunch, launchOf } from '../../src/node/launch/terminalLaunch';
import { contextOf } from '../node/support/open';
import { filesBelow, useSample } from '../node/support/temporaryFolder';
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

describe('atlas run', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const agent = (): Agent | undefined => contextOf(folder()).spawned_agents?.at(-1);

  it('runs the program here, gives it the terminal, and says on stderr how it ended', async () => {
    await says(['spawn', 'Look'], here());
    const script = 'console.log(process.argv[1]); console.error("beside"); process.exitCode = 7';
    const { code, stdout, stderr } = await atlas(
      ['run', '48', '--', NODE, '-e', script, 'two words'],
      here(),
    );
    assert.deepEqual([code, stdout], [7, 'two words\n']);
    assert.equal(stderr, 'beside\n\natlas: AGENT_0048 ended without a report (exit code 7)\n');
    assert.deepEqual([agent()?.status, agent()?.exit_code], ['exited_without_report', 7]);
  });

  it('says what the agent reported while it ran', async () => {
    await says(['spawn', 'Look'], here());
    const script = `require('child_process').execFileSync(process.execPath, [${JSON.stringify(BUNDLE)}, 'report', '--summary', 'Found it'])`;
    const { code, stderr } = await atlas(['run', '48', '--', NODE, '-e', script], here());
    assert.deepEqual(
      [code, stderr],
      [0, '\natlas: AGENT_0048 reported success: Found it (exit code 0)\n'],
    );
    assert.equal(agent()?.report?.summary, 'Found it');
  });

  it('leaves what comes after -- to the program, --json too', async () => {
    await says(['spawn', 'Look'], here());
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const { stdout, stderr } = await atlas(
      ['run', '48', '--', NODE, '-e', script, '--', '--json', '--help'],
      here(),
    );
    assert.equal(stdout, '["--json","--help"]\n');
    assert.match(stderr, /^\natlas: AGENT_0048 /);
  });

  it('answers with one document when it is asked to, whatever the program prints', async () => {
    await says(['spawn', 'Look'], here());
    const { code, stdout, stderr } = await atlas(
      ['run', '48', '--json', '--', NODE, '-e', 'console.log("printed")'],
      here(),
    );
    assert.deepEqual([code, stderr], [0, 'printed\n']);
    assert.deepEqual(JSON.parse(stdout), { ok: true, data: agent() });
  });

  it('takes the program from the variable that a terminal hands over, and hides it from the program', async () => {
    await says(['spawn', 'Look'], here());
    const script =
      'console.log(process.argv[1], process.env.ATLAS_LAUNCH, process.env.ATLAS_AGENT_ID)';
    const env = {
      ATLAS_LAUNCH: formatLaunch(launchOf({ program: NODE, args: ['-e', script, '{mission}'] })),
    };
    const { stdout } = await atlas(['run', '48'], { ...here(), env });
    assert.equal(stdout, 'Look undefined AGENT_0048\n');
  });

  it('does not hand on that it runs in the Node of the editor', async () => {
    await says(['spawn', 'Look'], here());
    const around = { ...here(), env: { ELECTRON_RUN_AS_NODE: '1' } };
    const { stdout } = await atlas(
      ['run', '48', '--', NODE, '-p', 'process.env.ELECTRON_RUN_AS_NODE'],
      around,
    );
    assert.equal(stdout, 'undefined\n');
  });

  if (process.platform !== 'win32') {
    it('hears the id of a conversation that its program prints only, and hands on all it prints', async () => {
      await says(['spawn', 'Look'], here());
      const printed = `${'{"type":"x"}\n'.repeat(2)}{"sessionID":"ses_1"}\n`;
      const { stdout } = await atlas(['run', '48'], { ...here(), env: printing(printed) });
      assert.equal(stdout, printed);
      assert.equal(agent()?.cli_session, 'ses_1');
    });

    it('stays to record the end when nobody reads what its program prints any more', async () => {
      await says(['spawn', 'Look'], here());
      const env = { ...plainEnvironment(), ...printing('{"sessionID":"ses_1"}\n'.repeat(50_000)) };
      execFileSync('sh', ['-c', `'${NODE}' '${BUNDLE}' run 48 2>&1 | head -n 1`], {
        cwd: folder().root,
        env,
      });
      assert.deepEqual(
        [agent()?.status, agent()?.exit_code, agent()?.cli_session],
        ['exited_without_report', 0, 'ses_1'],
      );
    });
  }

  /** The launch, without a person, of a program that takes the arguments of an opencode and prints this. */
  function printing(text: string): Record<string, string> {
    const program = path.join(folder().root, 'program');
    fs.writeFileSync(`${program}.txt`, text);
    fs.writeFileSync(program, `#!/bin/sh\nexec cat '${program}.txt'\n`, { mode: 0o755 });
    const launch = launchOf({ program, args: [], like: 'opencode' }, { headless: true });
    return { ATLAS_LAUNCH: formatLaunch(launch) };
  }

  it('refuses to run an agent a second time', async () => {
    await says(['spawn', 'Look'], here());
    await atlas(['run', '48', '--', NODE, '-e', ''], here());
    const before = filesBelow(folder().root);
    const told = await fault(['run', '48', '--', NODE, '-e', 'console.log("again")'], here());
    assert.deepEqual([told.exit, told.code], [5, 'agentAlreadyStarted']);
    assert.deepEqual(filesBelow(folder().root), before);
  });

  it('refuses a later run a second time as well, as a terminal that is created anew would start it', async () => {
    await says(['spawn', 'Look'], here());
    await atlas(['run', '48', '--', NODE, '-e', ''], here());
    const script = 'require("fs").appendFileSync("ran", "x")';
    for (const run of [2, 3]) {
      const profile = { program: NODE, args: [], resumeArgs: ['-e', script] };
      const env = {
        ATLAS_LAUNCH: formatLaunch(
          launchOf({ ...profile, args: ['-e', script] }, { run, purpose: 'goOn' }),
        ),
      };
      const first = await atlas(['run', '48', '--hold'], { ...here(), env });
      assert.equal(first.code, 0, first.stderr);
      assert.equal(agent()?.runs, run);
      const before = filesBelow(folder().root);
      const again = await fault(['run', '48', '--hold'], { ...here(), env });
      assert.deepEqual([again.exit, again.code], [5, 'agentAlreadyStarted']);
      assert.deepEqual(filesBelow(folder().root), before);
    }
    assert.equal(fs.readFileSync(path.join(folder().root, 'ran'), 'utf8'), 'xx');
  });

  it('is won by one of several that start the same run at once', async () => {
    await says(['spawn', 'Look'], here());
    const script = 'require("fs").appendFileSync("ran", "x")';
    for (const run of [1, 2]) {
      const launch = launchOf({ program: NODE, args: ['-e', script], resumeArgs: ['-e', script] });
      const more = run === 1 ? {} : ({ purpose: 'goOn' } as const);
      const env = { ATLAS_LAUNCH: formatLaunch({ ...launch, run, ...more }) };
      const all = await Promise.all(
        Array.from({ length: 4 }, () => atlas(['run', '48', '--hold'], { ...here(), env })),
      );
      assert.deepEqual(all.map(({ code }) => code).sort(), [0, 5, 5, 5]);
      assert.equal(fs.readFileSync(path.join(folder().root, 'ran'), 'utf8'), 'x'.repeat(run));
      assert.deepEqual([agent()?.runs, agent()?.status], [run, 'exited_without_report']);
    }
  });

  it('refuses without a program, or with one that does not stand after --', async () => {
    await says(['spawn', 'Look'], here());
    const before = filesBelow(folder().root);
    for (const args of [
      ['run', '48'],
      ['run', '48', NODE, '-e'],
      ['run', '48', NODE],
    ]) {
      const { exit } = await fault(args, here());
      assert.equal(exit, 2, args.join(' '));
    }
    assert.deepEqual(filesBelow(folder().root), before);
  });

  it('records that a program could not be started', async () => {
    await says(['spawn', 'Look'], here());
    const { code, stderr } = await atlas(['run', '48', '--', 'no-such-program'], here());
    assert.equal(code, 127);
    assert.equal(stderr, '\natlas: AGENT_0048 could not start (no-such-program was not found)\n');
    assert.equal(agent()?.status, 'failed');
  });
});

describe('atlas spawn with a program', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('writes the mission first, then runs the program with its placeholders filled', async () => {
    const script =
      'console.log(process.argv[1], require("fs").readFileSync(process.argv[2], "utf8").split("\\n")[0])';
    const { stdout, stderr } = await atlas(
      ['spawn', 'Look', '--', NODE, '-e', script, '{agent}', '{missionFile}'],
      here(),
    );
    assert.equal(stdout, 'AGENT_0048 # Mission of AGENT_0048 (developer)\n');
    assert.match(stderr, /^\natlas: AGENT_0048 ended without a report/);
  });

  it('answers with one document, of the agent as it is at the end', async () => {
    const { stdout } = await atlas(
      ['spawn', 'Look', '--json', '--', NODE, '-e', 'console.log("printed")'],
      here(),
    );
    const { data } = JSON.parse(stdout) as { data: Agent };
    assert.deepEqual(
      [data.id, data.status, data.exit_code],
      ['AGENT_0048', 'exited_without_report', 0],
    );
  });

  it('takes no words of a mission without quotes for a program', async () => {
    const before = filesBelow(folder().root);
    const told = await fault(['spawn', 'Fix', 'touch', 'it'], here());
    assert.equal(told.exit, 2);
    assert.match(told.message, /"touch".*--/);
    assert.deepEqual(filesBelow(folder().root), before);
  });

  it('takes a mission that begins with dashes', async () => {
    const { stdout } = await atlas(['spawn', '--', '--look', NODE, '-p', '"ran"'], here());
    assert.equal(stdout, 'ran\n');
    assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.mission, '--look');
  });

  if (process.platform !== 'win32') {
    it("works through the atlas command of an agent's PATH", async () => {
      const bin = path.join(folder().root, 'bin');
      fs.mkdirSync(bin);
      fs.writeFileSync(path.join(bin, 'atlas'), `#!/bin/sh\nexec '${NODE}' '${BUNDLE}' "$@"\n`, {
        mode: 0o755,
      });
      const env = { ATLAS_BIN: bin, PATH: plainEnvironment()['PATH'] ?? '' };
      const { code } = await atlas(
        ['spawn', 'Look', '--', 'sh', '-c', 'cd / && atlas report --summary "Found it"'],
        { ...here(), env },
      );
      assert.equal(code, 0);
      assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.report?.summary, 'Found it');
    });

    it('gives the agent a command where there is none, also in a shell that sets PATH anew', async () => {
      const script =
        'PATH=/usr/bin:/bin; export PATH; "$ATLAS_BIN/atlas" report --summary "By name"';
      const spawned = ['spawn', 'Look', '--', 'sh', '-c', `atlas status && ${script}`];
      const { code, stdout } = await atlas(spawned, here());
      assert.equal(code, 0, stdout);
      assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.report?.summary, 'By name');
    });
  }
});
