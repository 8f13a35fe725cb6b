// window.mjs FOLDER OPERATIONS PUBLISHER: a process like a window. After each change its views ask what
// they show, the context file is written by a thread as in the extension, and all the while a probe
// measures for how long nothing else could run. Prints the longest in ms, and what took so long.
import { Worker } from 'node:worker_threads';
import {
  addTask,
  agentList,
  completeTask,
  objectiveTree,
  recordInsight,
  status,
  windowOn,
} from './store.mjs';

const [, , folder, operations, publisher] = process.argv;
const { store, atlas } = windowOn(folder);
const PUBLISHED_EVERY = 20;

ask();
store.onDidChange(ask);

let added = '';
let longest = 0;
let during = '';
let doing = 'waiting';
let last = performance.now();
const probe = setInterval(look, 1);
await pause(50);
longest = 0;
for (let turn = 0; turn < Number(operations); turn += 1) {
  await operation(turn);
  await pause(2);
  if (turn % PUBLISHED_EVERY === PUBLISHED_EVERY - 1) {
    await flush();
    doing = 'refreshing';
    store.refresh();
    await pause(2);
  }
}
await pause(2);
clearInterval(probe);
console.log(JSON.stringify({ longest, during }));

/** Three of four operations add, the fourth completes what the first of them added. */
async function operation(turn) {
  if (turn % 4 === 1) {
    doing = 'recording an insight';
    await atlas.run(recordInsight, { text: `The key alone tells a duplicate (${turn})` });
  } else if (turn % 4 === 3) {
    doing = 'completing a task';
    await atlas.run(completeTask, { task: added, outcome: 'Done: the tests cover it.' });
  } else {
    doing = 'adding a task';
    ({ id: added } = await atlas.run(addTask, {
      description: `Refuse what comes twice (${turn})`,
    }));
  }
}

async function flush() {
  doing = 'publishing';
  if (!store.isLarge) {
    await store.flush();
    return;
  }
  const worker = new Worker(publisher, { workerData: store.publishTask() });
  await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
}

/** The status bar asks at once; for its trees VS Code comes back, one after the other. */
function ask() {
  atlas.read(status);
  setImmediate(() => {
    look();
    atlas.read(objectiveTree);
    look();
  });
  setImmediate(() => {
    look();
    atlas.read(agentList);
    look();
  });
}

function look() {
  const now = performance.now();
  if (now - last > longest) {
    longest = now - last;
    during = doing;
  }
  last = now;
}

async function pause(ms) {
  await new Promise((resolve) => setTimeout(resolve, ms));
  look();
}
