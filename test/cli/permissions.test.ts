import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { filesBelow, useTemporaryFolder } from '../node/support/temporaryFolder';
import { BUNDLE, plainEnvironment, useBundle, type Ran } from './support/atlas';

/** Nobody, as whom root tries it: no mode of a file keeps root from anything. */
const NOBODY = { uid: 65534, gid: 65534 };

const isRoot = process.getuid?.() === 0;
const WRITING = [
  ['task', 'two'],
  ['insight', 'x'],
  ['complete', '1', 'done'],
  ['resume'],
  ['save'],
];
const READING = [['status'], ['list', 'tasks'], ['doctor']];

/** What is taken from the user, by mode, and which commands cannot do their work then. */
const CASES: readonly {
  readonly what: string;
  readonly modes: Readonly<Record<string, number>>;
  readonly refused: readonly (readonly string[])[];
}[] = [
  {
    what: 'a folder that may not be written',
    modes: {
      '.atlas/orchestrator/perm_journal.jsonl': 0o444,
      '.atlas/orchestrator/perm_context.json': 0o444,
      '.atlas/orchestrator/local': 0o555,
      '.atlas/orchestrator': 0o555,
      '.atlas': 0o555,
    },
    refused: WRITING,
  },
  {
    what: 'a folder that may not be read',
    modes: { '.atlas': 0 },
    refused: [...WRITING, ...READING],
  },
  {
    what: 'a journal that may not be written',
    modes: { '.atlas/orchestrator/perm_journal.jsonl': 0o444 },
    refused: WRITING,
  },
  {
    what: 'a journal that may not be read',
    modes: { '.atlas/orchestrator/perm_journal.jsonl': 0 },
    refused: [...WRITING, ...READING, ['doctor', '--repair']],
  },
  {
    what: 'a context that may not be read',
    modes: { '.atlas/orchestrator/perm_context.json': 0 },
    refused: [...WRITING, ...READING, ['doctor', '--repair']],
  },
  {
    what: 'a context in a folder that may not be written',
    modes: { '.atlas/orchestrator/local': 0o555, '.atlas/orchestrator': 0o555 },
    refused: [...WRITING, ['doctor', '--repair']],
  },
  {
    what: 'a local folder that may not be written',
    modes: { '.atlas/orchestrator/local': 0o555 },
    refused: [...WRITING, ['doctor', '--repair']],
  },
  {
    what: 'a local folder that may not be read',
    modes: { '.atlas/orchestrator/local': 0 },
    refused: [...WRITING, ['doctor'], ['doctor', '--repair']],
  },
];

// Where there are no users by number, modes mean little.
if (process.getuid) {
  describe(`a user without permission${isRoot ? ', as whom root asks' : ''}`, function () {
    this.timeout(120_000);
    useBundle();
    // Before the folder is removed.
    afterEach(() => {
      giveBack();
    });
    const root = useTemporaryFolder();
    const workspace = (): string => path.join(root(), 'workspace');
    const place = (relative: string): string => path.join(workspace(), relative);
    let modes = new Map<string, number>();

    const atlas = (args: readonly string[]): Ran => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(root(), 'dist', 'cli.cjs'), ...args],
        {
          cwd: workspace(),
          env: { ...plainEnvironment(), HOME: root() },
          encoding: 'utf8',
          ...(isRoot ? NOBODY : {}),
        },
      );
      return { code: status, stdout, stderr };
    };
    const take = (taken: Readonly<Record<string, number>>): void => {
      for (const [relative, mode] of Object.entries(taken)) {
        modes.set(place(relative), fs.statSync(place(relative)).mode);
        fs.chmodSync(place(relative), mode);
      }
    };
    const giveBack = (): void => {
      // From the outside in: what was taken last is given back first.
      [...modes].reverse().forEach(([file, mode]) => {
        fs.chmodSync(file, mode);
      });
      modes = new Map();
    };

    beforeEach(() => {
      // The repository may lie where only root can look.
      fs.chmodSync(root(), 0o755);
      fs.mkdirSync(path.join(root(), 'dist'));
      for (const name of ['cli.cjs', 'program.cjs']) {
        fs.copyFileSync(path.join(path.dirname(BUNDLE), name), path.join(root(), 'dist', name));
        fs.chmodSync(path.join(root(), 'dist', name), 0o644);
      }
      fs.mkdirSync(workspace());
      if (isRoot) {
        fs.chownSync(workspace(), NOBODY.uid, NOBODY.gid);
      }
      assert.equal(atlas(['new', 'Perm']).code, 0);
      assert.equal(atlas(['task', 'one']).stdout, 'TASK_001 one\n');
    });
    for (const { what, modes: taken, refused } of CASES) {
      it(`is told so of ${what}, and nothing is changed or lost`, () => {
        const before = filesBelow(workspace());
        take(taken);
        const answers = refused.map((args) => ({ args, ...atlas(args) }));
        giveBack();
        for (const { args, code, stdout, stderr } of answers) {
          assert.deepEqual([code, stdout], [1, ''], `${args.join(' ')}: ${stderr}`);
          assert.match(
            stderr,
            /^atlas: \.atlas\/orchestrator could not be (?:written|read): permission is denied\.\n {7}[A-Z][^\n]+\.\n$/,
          );
        }
        assert.deepEqual(filesBelow(workspace()), before);
        assert.equal(atlas(['task', 'two']).stdout, 'TASK_002 two\n');
        assert.equal(atlas(['list', 'tasks']).stdout.trim().split('\n').length, 2);
      });
    }

    it('reads what may only be read', () => {
      take(CASES[0]?.modes ?? {});
      const answers = READING.map((args) => atlas(args));
      assert.deepEqual(
        answers.map(({ code, stderr }) => [code, stderr]),
        READING.map(() => [0, '']),
      );
      assert.match(answers[1]?.stdout ?? '', /^TASK_001 +pending +one\n$/);
    });

    it('may replace a context that may only be read, as its folder allows', () => {
      take({ '.atlas/orchestrator/perm_context.json': 0o444 });
      assert.equal(atlas(['task', 'two']).stdout, 'TASK_002 two\n');
      const context = fs.readFileSync(place('.atlas/orchestrator/perm_context.json'), 'utf8');
      assert.match(context, /"two"/);
      modes = new Map();
    });
  });
}
