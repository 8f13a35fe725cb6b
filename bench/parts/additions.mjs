// additions.mjs FOLDER TIMES: a synced addition in a process that stays, and a bare append with fdatasync
// of as many bytes beside it, in turns. Prints both in ms.
import * as fs from 'node:fs';
import { join } from 'node:path';
import { addTask, windowOn } from './store.mjs';

const [, , folder, times] = process.argv;
const files = join(folder, '.atlas', 'orchestrator');
const journal = join(files, 'bench_journal.jsonl');
const bare = join(files, 'bare');
const { atlas } = windowOn(folder);

const WARM_UP = 20;
const additions = [];
const appends = [];
for (let turn = -WARM_UP; turn < Number(times); turn += 1) {
  const before = fs.statSync(journal).size;
  const addition = await timed(() =>
    atlas.run(addTask, { description: `Refuse a payment that comes twice (${turn})` }),
  );
  const bytes = Buffer.alloc(fs.statSync(journal).size - before, 'x');
  const append = await timed(() => {
    const handle = fs.openSync(bare, 'a');
    fs.writeSync(handle, bytes);
    fs.fdatasyncSync(handle);
    fs.closeSync(handle);
  });
  if (turn >= 0) {
    additions.push(addition);
    appends.push(append);
  }
}
fs.rmSync(bare);
console.log(JSON.stringify({ additions, appends }));

async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
