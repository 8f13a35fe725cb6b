import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import {
  atlas,
  orchestratorFile,
  readContext,
  readJournal,
  root,
  rows,
  run,
  until,
  type Row,
} from '../support/window';

const PROCESSES = 8;
const EACH = 25;
/** With ATLAS_SOAK set, as often as the store promises it. */
const ROUNDS = process.env['ATLAS_SOAK'] ? 20 : 1;

/** What one process of the crowd is: the command, again and again, each in a process of its own. */
const LOOP = `
  const { spawnSync } = require('node:child_process');
  const [cli, root, objective, name, times] = process.argv.slice(1);
  for (let n = 1; n <= Number(times); n += 1) {
    const { status, stdout, stderr } = spawnSync(process.execPath,
      [cli, 'task', name + '-' + n + '.', '--objective', objective, '--json', '--cwd', root], { encoding: 'utf8' });
    if (status !== 0) { console.error(stderr || stdout); process.exit(1); }
    console.log(JSON.parse(stdout).data.id);
  }`;

async function addMany(objective: string, name: string): Promise<string[]> {
  const script = path.join(atlas().extensionPath, 'dist', 'cli.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', LOOP, script, root(), objective, name, String(EACH)],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  return stdout.trim().split('\n');
}

const allRows = (trees: readonly Row[]): Row[] =>
  trees.flatMap((row) => {
    const [, , ...below] = row;
    return [row, ...allRows(below)];
  });

describe('eight processes that add 25 tasks each while the window is open', function () {
  this.timeout(100_000);

  for (let round = 1; round <= ROUNDS; round += 1) {
    it(`lose none, share no id, and are all in the tree (${round} of ${ROUNDS})`, async () => {
      await addTogether(`round ${round}`);
    });
  }
});

async function addTogether(round: string): Promise<void> {
  const { id: objective } = await run<{ id: string }>('atlas.addObjective', {
    description: `Together, ${round}`,
  });
  const names = Array.from({ length: PROCESSES }, (_, index) => `${round}, crowd-${index + 1}`);
  // The window writes as well, as a person at work would.
  const own = (async () => {
    for (let n = 1; n <= 5; n += 1) {
      await run('atlas.recordInsight', { text: `${round}, insight ${n}` });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  })();
  const ids = (await Promise.all(names.map((name) => addMany(objective, name)))).flat();
  await own;

  const wanted = PROCESSES * EACH;
  assert.equal(ids.length, wanted);
  assert.equal(new Set(ids).size, wanted);
  const texts = names.flatMap((name) =>
    Array.from({ length: EACH }, (_, index) => `${name}-${index + 1}.`),
  );
  const mine = ([label]: Row): boolean => label.startsWith(`${round}, crowd-`);
  await until('all are in the tree', async () => {
    const found = allRows(await rows('objectives')).filter(mine);
    return found.length >= wanted;
  });
  const shown = allRows(await rows('objectives')).filter(mine);
  assert.deepEqual(shown.map(([label]) => label).sort(), [...texts].sort());
  assert.deepEqual(shown.map(([, words]) => words.replace(/ · .*/, '')).sort(), [...ids].sort());

  const journal = readJournal(orchestratorFile('project_alpha_journal.jsonl'));
  const added = journal.filter(
    ({ type, data }) =>
      type === 'taskAdded' && JSON.stringify(data['task']).includes(`"${round}, crowd-`),
  );
  assert.equal(added.length, wanted);
  assert.deepEqual(
    journal.map(({ seq }) => seq),
    journal.map((_, index) => index + 1),
  );
  await until('the context file has them all', () => {
    const { active_tasks: tasks, key_insights: insights } = readContext(
      orchestratorFile('project_alpha_context.json'),
    );
    return (
      ids.every((id) => tasks.some((task) => task.id === id)) &&
      insights.filter((text) => text.startsWith(`${round}, insight`)).length === 5
    );
  });
}
