import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { contextOf } from '../node/support/open';
import { useSample, useTemporaryFolder } from '../node/support/temporaryFolder';
import { atlas, data, says, useBundle, type Around } from './support/atlas';

describe('the verbs of atlas', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  it('status shows where the orchestration stands', async () => {
    assert.equal(
      await says(['status'], here()),
      [
        'project_alpha: Session 12 was the last one; it began 2024-01-15 14:30. The next begins with what you do next.',
        '',
        'Phase       agent orchestration',
        'Objectives  1 active, 0 achieved',
        'Tasks       1 active, 0 ready, 0 blocked, 23 completed',
        'Agents      0 running, 0 reported, 0 ended without a report, 0 could not start, 0 lost, 1 spawned',
        'Decisions   0 waiting, 15 made',
        'Insights    2',
        '',
      ].join('\n'),
    );
  });

  it('status changes nothing', async () => {
    const before = fs.readFileSync(folder().contextFile('project_alpha'));
    await says(['status'], here());
    assert.deepEqual(fs.readFileSync(folder().contextFile('project_alpha')), before);
    assert.deepEqual(fs.readdirSync(folder().orchestratorFolder), ['project_alpha_context.json']);
  });

  it('status answers with counts of everything, and nothing else', async () => {
    assert.deepEqual(await data(['status'], here()), {
      project: 'project_alpha',
      session: {
        number: 12,
        id: 'session_20240115_143000',
        started: '2024-01-15T14:30:00.000Z',
        ended: null,
        active: false,
        since: null,
      },
      phase: 'agent orchestration',
      objectives: { active: 1, achieved: 0, dropped: 0 },
      tasks: {
        pending: 0,
        active: 1,
        ready: 0,
        blocked: 0,
        completed: 23,
        failed: 0,
        cancelled: 0,
      },
      agents: {
        planned: 0,
        spawned: 1,
        running: 0,
        needs_input: 0,
        turn_ended: 0,
        reported: 0,
        verified: 0,
        exited_without_report: 0,
        timed_out: 0,
        cancelled: 0,
        failed: 0,
        lost: 0,
      },
      decisions: { pending: 0, made: 15 },
      insights: 2,
    });
  });

  it('objective says what became of one', async () => {
    assert.equal(
      await says(['objective', '1', '--achieved', '--because', 'All moved'], here()),
      'OBJ_001 achieved: Migrate authentication to OAuth2\n',
    );
    const [objective] = contextOf(folder()).objectives ?? [];
    assert.deepEqual([objective?.status, objective?.['reason']], ['achieved', 'All moved']);
    assert.match(await says(['objective', 'obj_1', '--active'], here()), /^OBJ_001 active: /);
    assert.match(await says(['objective', '1', '--dropped'], here()), /^OBJ_001 dropped: /);
  });

  it('objective adds an objective', async () => {
    assert.equal(await says(['objective', 'Pay faster'], here()), 'OBJ_002 Pay faster\n');
    assert.equal(contextOf(folder()).objectives?.[1]?.description, 'Pay faster');
  });

  it('objective answers with what it made', async () => {
    const objective = await data(['objective', 'Pay faster'], here());
    assert.deepEqual(objective, contextOf(folder()).objectives?.[1]);
  });

  it('task adds a task with what it serves and what it waits for', async () => {
    const args = [
      'task',
      'Roll out',
      '--objective',
      '1',
      '--depends-on',
      '25',
      '--depends-on',
      'task_1',
    ];
    assert.equal(await says(args, here()), 'TASK_026 Roll out\n');
    const task = contextOf(folder()).active_tasks?.[1];
    assert.deepEqual(
      [task?.objective, task?.['depends_on']],
      ['OBJ_001', ['TASK_025', 'TASK_001']],
    );
  });

  it('complete completes a task with its outcome', async () => {
    assert.equal(
      await says(['complete', '25', 'Live for all'], here()),
      'TASK_025 completed: Live for all\n',
    );
    assert.equal(contextOf(folder()).completed_tasks?.[1]?.outcome, 'Live for all');
  });

  it('insight records something learnt', async () => {
    assert.equal(await says(['insight', 'Tokens expire'], here()), 'Insight 3: Tokens expire\n');
    assert.deepEqual(await data(['insight', 'x'], here()), { text: 'x', number: 4 });
  });

  it('spawn writes a mission and says how to run it', async () => {
    const args = [
      'spawn',
      'Integrate',
      '--type',
      'executor',
      '--task',
      '25',
      '--criterion',
      'Login works',
      '--criterion',
      'No log',
      '--timebox',
      '2h',
      '--profile',
      'claude',
    ];
    assert.equal(
      await says(args, here()),
      'AGENT_0048 spawned. Its mission: .atlas/orchestrator/agents/AGENT_0048/mission.md\nRun it with: atlas run AGENT_0048 -- program args…\n',
    );
    const agent = contextOf(folder()).spawned_agents?.[1];
    assert.deepEqual(
      [
        agent?.type,
        agent?.task,
        agent?.success_criteria,
        agent?.timebox_minutes,
        agent?.profile,
        agent?.status,
      ],
      ['executor', 'TASK_025', ['Login works', 'No log'], 120, 'claude', 'spawned'],
    );
    const mission = fs.readFileSync(
      path.join(folder().root, '.atlas/orchestrator/agents/AGENT_0048/mission.md'),
      'utf8',
    );
    assert.match(mission, /1\. Login works\n2\. No log\n/);
  });

  it('report records what came back, from the agent that is named', async () => {
    const args = [
      'report',
      '--agent',
      '1',
      '--status',
      'partial',
      '--summary',
      'Two of three',
      '--evidence',
      'a',
      '--evidence',
      'b',
      '--file',
      'x.md',
    ];
    assert.equal(await says(args, here()), 'AGENT_0001 reported partial.\n');
    const { reported, ...report } = contextOf(folder()).spawned_agents?.[0]?.report ?? {};
    assert.ok(reported);
    assert.deepEqual(report, {
      status: 'partial',
      summary: 'Two of three',
      evidence: ['a', 'b'],
      files: ['x.md'],
    });
  });

  it('report takes the agent from the environment it was started in', async () => {
    const around = { ...here(), env: { ATLAS_AGENT_ID: 'AGENT_0001' } };
    assert.equal(
      await says(['report', '--summary', 'Done'], around),
      'AGENT_0001 reported success.\n',
    );
  });

  it('list shows tasks, or what it is asked for', async () => {
    assert.equal(
      await says(['list'], here()),
      'TASK_025  active     Implement Auth0 integration\nTASK_001  completed  Research OAuth providers\n',
    );
    assert.equal(
      await says(['list', 'objectives'], here()),
      'OBJ_001  active  Migrate authentication to OAuth2\n',
    );
    assert.equal(
      await says(['list', 'agents'], here()),
      'AGENT_0001  spawned  researcher  Research OAuth providers\n',
    );
    assert.equal(
      await says(['list', 'insights'], here()),
      '1  Auth0 provides best enterprise features\n2  Migration can be phased by user segment\n',
    );
    assert.equal(await says(['list', 'decisions'], here()), 'No decisions yet.\n');
  });

  it('list answers with the items as they are, and their state', async () => {
    const tasks = await data(['list', 'tasks'], here());
    const { active_tasks: [active] = [], completed_tasks: [completed] = [] } = contextOf(folder());
    assert.deepEqual(tasks, [
      { ...active, status: 'active' },
      { ...completed, status: 'completed' },
    ]);
    assert.deepEqual(
      await data(['list', 'insights'], here()),
      contextOf(folder()).key_insights?.map((text, at) => ({ text, number: at + 1 })),
    );
  });

  it('say their version, and what there is to do', async () => {
    const { version } = JSON.parse(
      fs.readFileSync(path.join(__dirname, '../../../package.json'), 'utf8'),
    ) as { version: string };
    assert.equal(await says(['--version'], here()), `${version}\n`);
    for (const args of [['--help'], ['help'], ['help', 'task'], ['task', '--help']]) {
      assert.match(await says(args, here()), /^Usage: atlas /);
    }
  });

  it('are all told of in the help, and nothing else is', async () => {
    const help = await says(['--help'], here());
    const verbs = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb);
    const expected = [
      'new resume status objective task edit depend priority move start complete fail cancel reopen insight decision decide judge',
      'spawn run continue profiles report verify worktrees list show log metrics save import export doctor mcp completion help',
    ];
    assert.deepEqual(verbs, expected.join(' ').split(' '));
  });

  it('say how they are used when none is given', async () => {
    const { code, stdout, stderr } = await atlas([], here());
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^Usage: atlas /);
    assert.doesNotMatch(stderr, /outputHelp/);
  });
});

describe('atlas new', function () {
  this.timeout(20_000);
  useBundle();
  const root = useTemporaryFolder();
  const here = (): Around => ({ cwd: root() });

  it('starts an orchestration with the name it is given', async () => {
    assert.equal(
      await says(['new', 'Payments EU'], here()),
      `Started the orchestration "Payments EU" in ${root()}. Next: atlas objective "what is to be achieved"\n`,
    );
    assert.ok(fs.existsSync(path.join(root(), '.atlas/orchestrator/payments_eu_context.json')));
  });

  it('names it after the folder when it is given no name', async () => {
    const context = await data(['new'], here());
    assert.ok(typeof context === 'object' && context !== null && 'project_name' in context);
    assert.equal(context.project_name, path.basename(root()));
  });

  it('names it by --project too', async () => {
    await says(['new', '--project', 'Beta'], here());
    assert.deepEqual(fs.readdirSync(path.join(root(), '.atlas/orchestrator')), [
      'beta_context.json',
      'beta_journal.jsonl',
      'local',
    ]);
  });

  it('starts in this folder also when there is an orchestration above it', async () => {
    await says(['new', 'Above'], here());
    fs.mkdirSync(path.join(root(), 'below'));
    await says(['new', 'Below'], { cwd: path.join(root(), 'below') });
    assert.ok(fs.existsSync(path.join(root(), 'below/.atlas/orchestrator/below_context.json')));
  });
});
