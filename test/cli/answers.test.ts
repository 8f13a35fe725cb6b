import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addTask } from '../../src/core/operations/addTask';
import { createOrchestration } from '../../src/node/createOrchestration';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { contextFileOf, open } from '../node/support/open';
import { filesBelow, useSample, useTemporaryFolder } from '../node/support/temporaryFolder';
import { sampleText } from '../core/support/sample';
import { atlas, data, fault, useBundle, type Around } from './support/atlas';

describe('the answers of atlas', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });

  const usage: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a verb that is not there', ['objectiv', 'x'], /unknown command 'objectiv'.*objective/s],
    ['no words', ['objective'], /missing required argument 'text'/],
    ['words too many', ['objective', 'Pay', 'faster'], /too many arguments/],
    [
      'an option that is not there',
      ['task', 'x', '--depend-on', '1'],
      /unknown option '--depend-on'.*--depends-on/s,
    ],
    ['an option without its value', ['task', 'x', '--objective'], /argument missing/],
    [
      'a kind that is not there',
      ['list', 'people'],
      /Allowed choices are objectives, tasks, agents, decisions, insights, sessions/,
    ],
    ['a report without a summary', ['report', '--agent', '1'], /'--summary <text>' not specified/],
    [
      'a report in a way that is not there',
      ['report', '--agent', '1', '--summary', 'x', '--status', 'done'],
      /Allowed choices/,
    ],
    [
      'a report that is accepted and rejected',
      ['verify', '1', '--accept', '--reject', 'x'],
      /cannot be used with option/,
    ],
    ['a decision without a rationale', ['decide', '1', 'x'], /'--because <text>' not specified/],
    [
      'an objective in two ways',
      ['objective', '1', '--achieved', '--dropped'],
      /cannot be used with option/,
    ],
    ['a reason for nothing', ['objective', 'x', '--because', 'y'], /--because belongs to/],
    ['an insight without words', ['insight'], /missing required argument 'text'/],
    ['a promotion with words', ['insight', 'x', '--promote', '1'], /--promote stands alone/],
    ['a limit of nothing', ['list', '--limit', '0'], /Give a whole number from 1 on/],
    ['a moment that is none', ['log', '--since', 'yesterweek'], /Give a date such as/],
    [
      'an event that is not there',
      ['log', '--type', 'taskDone'],
      /Allowed choices are .*taskCompleted/,
    ],
    [
      'a shell that is not there',
      ['completion', 'csh'],
      /allowed choices are bash, zsh, fish, powershell/,
    ],
    ['a timebox of nothing', ['spawn', 'x', '--timebox', '0'], /Give minutes, hours or seconds/],
    ['a timebox in words', ['spawn', 'x', '--timebox', 'soon'], /Give minutes, hours or seconds/],
  ];
  for (const [what, args, message] of usage) {
    it(`to ${what} say so with exit code 2`, async () => {
      const told = await fault(args, here());
      assert.deepEqual([told.exit, told.code], [2, 'usage']);
      assert.match(told.message, message);
    });
  }

  const faults: readonly (readonly [string, readonly string[], number, string, RegExp])[] = [
    [
      'words that are blank',
      ['objective', '  '],
      2,
      'inputInvalid',
      /description: must not be empty/,
    ],
    [
      'a timebox beyond all numbers',
      ['spawn', 'x', '--timebox', `${'9'.repeat(400)}h`],
      2,
      'inputInvalid',
      /timeboxMinutes/,
    ],
    ['a name without a letter', ['new', '***'], 2, 'projectNameUnusable', /"\*\*\*"/],
    ['a report of nobody', ['report', '--summary', 'x'], 2, 'agentNotNamed', /which agent/],
    ['a number of several kinds', ['show', '1'], 2, 'itemUnclear', /OBJ_001, TASK_001, AGENT_0001/],
    [
      'a state that is not there',
      ['list', '--status', 'done'],
      2,
      'inputInvalid',
      /there is pending/,
    ],
    ['a number that nothing has', ['show', '99'], 3, 'itemNotFound', /99/],
    ['an insight that is not there', ['insight', '--promote', '9'], 3, 'insightNotFound', /9/],
    [
      'a decision that is not there',
      ['decide', '9', 'x', '--because', 'y'],
      3,
      'decisionNotFound',
      /DEC_009/,
    ],
    ['a file that is not there', ['import', 'none.json'], 3, 'importNotFound', /none\.json/],
    [
      'a folder without a context',
      ['import'],
      3,
      'importNotFound',
      /\.atlas\/orchestrator\/context\.json/,
    ],
    [
      'an agent that has not reported',
      ['verify', '1', '--accept'],
      4,
      'agentNotReported',
      /AGENT_0001/,
    ],
    ['the same without a verdict', ['verify', '1'], 4, 'agentNotReported', /AGENT_0001/],
    ['a start of what is active', ['start', '25'], 5, 'taskAlreadyStarted', /TASK_025/],
    [
      'a start of what is completed',
      ['start', 'task_1'],
      5,
      'taskAlreadyCompleted',
      /Selected Auth0/,
    ],
    ['a reopening of what is open', ['reopen', '25'], 5, 'taskOpen', /TASK_025/],
    [
      'an objective that is active',
      ['objective', '1', '--active'],
      5,
      'objectiveUnchanged',
      /OBJ_001/,
    ],
    [
      'an export to where no folder is',
      ['export', '--output', 'no/such/file.md'],
      1,
      'fileUnwritable',
      /file\.md/,
    ],
    [
      'an objective that is not there',
      ['task', 'x', '--objective', '9'],
      3,
      'objectiveNotFound',
      /OBJ_009/,
    ],
    ['a task that is not there', ['complete', '9', 'x'], 3, 'taskNotFound', /TASK_009/],
    [
      'an agent that is not there',
      ['report', '--agent', '9', '--summary', 'x'],
      3,
      'agentNotFound',
      /AGENT_0009/,
    ],
    [
      'a project that is not there',
      ['status', '--project', 'gamma'],
      3,
      'projectNotFound',
      /project_alpha/,
    ],
    [
      'a project that is there already',
      ['new', 'Project Alpha'],
      5,
      'alreadyExists',
      /\.atlas\/orchestrator\/project_alpha_context\.json/,
    ],
    [
      'a task that is completed already',
      ['complete', '1', 'again'],
      5,
      'taskAlreadyCompleted',
      /Selected Auth0/,
    ],
  ];
  for (const [what, args, exit, code, message] of faults) {
    it(`to ${what} say so with exit code ${exit}, and nothing is changed`, async () => {
      const before = filesBelow(folder().root);
      const told = await fault(args, here());
      assert.deepEqual([told.exit, told.code], [exit, code]);
      assert.match(told.message, message);
      assert.deepEqual(filesBelow(folder().root), before);
    });
  }

  for (const [what, text, code] of [
    ['damaged', sampleText().slice(0, 500), 'contextUnreadable'],
    ['of another form', '{"project_name": 7}', 'contextInvalid'],
    [
      'of a newer Atlas',
      '{"project_name": "p", "atlas": {"schema_version": 9, "revision": 1}}',
      'contextNewer',
    ],
  ] as const) {
    it(`about a context that is ${what} say where, with exit code 6, and leave it as it is`, async () => {
      fs.writeFileSync(contextFileOf(folder()), text);
      for (const args of [
        ['status'],
        ['list', 'tasks'],
        ['resume'],
        ['insight', 'x'],
        ['spawn', 'x'],
        ['report', '--agent', '1', '--summary', 'x'],
      ]) {
        const told = await fault(args, here());
        assert.deepEqual([told.exit, told.code], [6, code], args.join(' '));
        assert.match(told.message, /^\.atlas\/orchestrator\/project_alpha_context\.json/);
      }
      assert.equal(fs.readFileSync(contextFileOf(folder()), 'utf8'), text);
    });
  }

  it('are one document for help too, when one is asked for', async () => {
    for (const args of [
      ['status', '--json', '--help'],
      ['help', '--json'],
      ['--json', '--help'],
      ['--json', '--version'],
    ]) {
      const { code, stdout, stderr } = await atlas(args, here());
      assert.match(stdout, /^\{[^\n]+\}\n$/, args.join(' '));
      const { ok } = JSON.parse(stdout) as { ok: boolean };
      assert.deepEqual([stderr, ok], ['', code === 0], args.join(' '));
    }
  });

  it('are one document also when they are long', async () => {
    const { atlas: here_ } = open(folder());
    for (let count = 0; count < 30; count += 1) {
      here_.runNow(addTask, { description: 'x'.repeat(20_000) });
    }
    const tasks = await data(['list', 'tasks'], here());
    assert.ok(Array.isArray(tasks) && tasks.length === 32);
  });
});

describe('the answers of atlas where there is no orchestration', function () {
  this.timeout(30_000);
  useBundle();
  const root = useTemporaryFolder();

  it('say so with exit code 3, name the folder, and make nothing', async () => {
    for (const args of [
      ['status'],
      ['list'],
      ['resume'],
      ['objective', 'x'],
      ['task', 'x'],
      ['complete', '1', 'x'],
      ['insight', 'x'],
      ['spawn', 'x'],
      ['report', '--agent', '1', '--summary', 'x'],
      ['run', '1', '--', 'true'],
      ['start', '1'],
      ['fail', '1', 'x'],
      ['cancel', '1', 'x'],
      ['reopen', '1'],
      ['decision', 'x'],
      ['decide', '1', 'x', '--because', 'y'],
      ['verify', '1', '--accept'],
      ['show', '1'],
      ['log'],
      ['save'],
      ['export'],
    ]) {
      const told = await fault(args, { cwd: root() });
      assert.deepEqual([told.exit, told.code], [3, 'noOrchestration'], args.join(' '));
      assert.ok(told.message.includes(root()), told.message);
    }
    assert.deepEqual(fs.readdirSync(root()), []);
  });

  it('say in words when a file stands where the folder should be', async () => {
    fs.writeFileSync(path.join(root(), '.atlas'), 'a file');
    const told = await fault(['new', 'Alpha'], { cwd: root() });
    assert.deepEqual([told.exit, told.code], [1, 'contextUnwritable']);
    assert.match(told.message, /a file stands where a folder should be/);
  });

  if (process.platform !== 'win32') {
    it('say in words that the folder cannot be looked into', async () => {
      fs.mkdirSync(path.join(root(), '.atlas'));
      fs.symlinkSync('orchestrator', path.join(root(), '.atlas/orchestrator'));
      for (const args of [['status'], ['insight', 'x'], ['new', 'Alpha']]) {
        const told = await fault(args, { cwd: root() });
        assert.deepEqual([told.exit, told.code], [1, 'contextUnreachable'], args.join(' '));
      }
    });
  }

  it('say with exit code 2 which of several is not clear', async () => {
    for (const name of ['Alpha', 'Beta']) {
      await createOrchestration(new OrchestrationFolder(root()), name);
    }
    const told = await fault(['insight', 'x'], { cwd: root() });
    assert.deepEqual([told.exit, told.code], [2, 'severalProjects']);
    assert.match(told.message, /alpha, beta/);
  });
});
