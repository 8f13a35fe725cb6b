// window.mjs FOLDER OPERATIONS THREAD ROUNDS: a process like a window. After each change its views ask what they
// show; the context file is written by a thread as in the extension; others edit it and add to the journal.
// All the while a probe measures for how long nothing else could run. Prints it in ms for each thing done.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Probe } from './probe.mjs';
import {
  addTask,
  agentList,
  briefingInSlices,
  completeTask,
  lookingBack,
  growingTree,
  readInSlices,
  recordInsight,
  status,
  tellingStatus,
  windowOn,
} from './store.mjs';

const [, , folder, operations, program, rounds] = process.argv;
const file = join(folder, '.atlas', 'orchestrator', 'bench_context.json');
const { store, thread, atlas } = windowOn(folder, program);
const PUBLISHED_EVERY = 20;
const probe = new Probe();

store.onDidChange(ask);
let added = '';
let edits = 0;
probe.start();
await during('opening', () => store.look());
for (let turn = 0; turn < Number(operations); turn += 1) {
  await operation(turn);
  if (turn % PUBLISHED_EVERY === PUBLISHED_EVERY - 1) {
    await during('publishing', publish);
    await during('looking where nothing is new', () => store.look());
  }
}
for (let round = 0; round < Number(rounds); round += 1) {
  edit();
  await during('looking at an edit by hand', () => store.look());
  await during('taking it over', () => store.absorb());
  edit();
  await during('adding a task right after an edit', () =>
    atlas.run(addTask, { description: 'Refuse what comes twice' }),
  );
  await during('publishing', publish);
  for (const count of Number(rounds) > 1 ? [1, 100, 10_000] : [1, 100]) {
    addElsewhere(count);
    await during(`looking at ${count.toLocaleString('en')} events of another program`, () =>
      store.look(),
    );
  }
  await during('making the status page', () =>
    readInSlices(atlas, (context) => tellingStatus(context, { time: (iso) => iso })),
  );
  await during('telling what is new', tellNews);
}
await rareThings();
const delay = probe.stop();
delete probe.cases.waiting;
const [worst] = Object.entries(probe.cases).sort(([, one], [, other]) => other.ms - one.ms);
console.log(JSON.stringify({ longest: worst[1].ms, during: worst[0], cases: probe.cases, delay }));

/** Three of four operations add, the fourth completes what the first of them added. */
async function operation(turn) {
  if (turn % 4 === 1) {
    await during('recording an insight', () =>
      atlas.run(recordInsight, { text: `The key alone tells a duplicate (${turn})` }),
    );
  } else if (turn % 4 === 3) {
    await during('completing a task', () =>
      atlas.run(completeTask, { task: added, outcome: 'Done: the tests cover it.' }),
    );
  } else {
    await during('adding a task', async () => {
      ({ id: added } = await atlas.run(addTask, {
        description: `Refuse what comes twice (${turn})`,
      }));
    });
  }
}

async function publish() {
  const task = store.isLarge ? store.task : undefined;
  await (task ? thread.publish(task) : store.flush());
}

/** What comes once in a while: merges by git, damage, contexts of other programs. */
async function rareThings() {
  const addOne = () => atlas.run(addTask, { description: 'Refuse what comes twice' });
  const journal = file.replace('_context.json', '_journal.jsonl');
  const beside = (lines) => writeFileSync(journal, lines.join(''));
  const branch = (before, count) => {
    beside([before]);
    addElsewhere(count);
    return readFileSync(journal, 'utf8').slice(before.length);
  };
  let before = readFileSync(journal, 'utf8');
  const [ours, theirs] = [branch(before, 50), branch(before, 100)];
  beside([before, ours, theirs]);
  await during('looking at branches that git merged', () => store.look());
  await during('adding a task after it', addOne);
  await during('publishing', publish);

  before = readFileSync(journal, 'utf8');
  const sides = [branch(before, 50), branch(before, 100)];
  beside([before, '<<<<<<< ours\n', sides[0], '=======\n', sides[1], '>>>>>>> theirs\n']);
  await during('looking at the marks of a merge', () => store.look());
  await during('adding a task after them', addOne);
  await during('publishing', publish);

  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"description"', '"description'));
  await during('looking at a damaged file', () => store.look());
  await during('repairing it', () => thread.repair(store.task));
  await during('looking after it', () => store.look());

  for (const name of [journal, file]) rmSync(name);
  writeFileSync(file, text.replace(/,\n {4}"head"[^}]*/, '\n  '));
  await during('looking at a context of another program', () => store.look());
  await during('adding a task to it', addOne);
  await during('publishing', publish);

  const other = join(folder, 'other_context.json');
  writeFileSync(other, text.replaceAll('(task ', '(other task '));
  const importing = { root: folder, project: undefined, file: other, actor: 'bench' };
  await during('importing another context', () => thread.importFrom(importing));
  await during('looking at what came', () => store.look());
}

/** As the briefing asks. */
async function tellNews() {
  const looking = atlas.read((context) => lookingBack(context));
  let step = looking.next();
  while (!step.done) {
    step = looking.next(await store.historyInSlices(step.value));
  }
  const { since, records } = step.value;
  await new Promise(setImmediate);
  await readInSlices(atlas, (context, now) => briefingInSlices(context, records, { now, since }));
}

/** Another program does it, and only what comes of it is measured. */
function edit() {
  edits += 1;
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/\(task \d+[^)]*\)/, `(task 1, edited ${edits} times)`));
}

function addElsewhere(count) {
  const adder = fileURLToPath(new URL('./adder.mjs', import.meta.url));
  execFileSync(process.execPath, [adder, folder, String(count)]);
}

/** The status bar asks at once; for its trees VS Code comes back, one after the other. */
function ask() {
  atlas.read(status);
  setImmediate(() => {
    void readInSlices(atlas, growingTree);
  });
  setImmediate(() => {
    probe.look();
    atlas.read(agentList);
    probe.look();
  });
}

async function during(what, act) {
  probe.doing(what);
  await act();
  await new Promise((resolve) => setTimeout(resolve, 3));
  probe.doing('waiting');
}
