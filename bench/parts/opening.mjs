// opening.mjs FOLDER open|parse THREAD: brings a context into a process that has just begun, to where its first
// question is answered, or only parses its file. Prints ms and bytes. Needs --expose-gc.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { status, windowOn } from './store.mjs';

const [, , folder, how, thread] = process.argv;
const before = used();
const start = performance.now();
const kept = how === 'open' ? await open() : parse();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, bytes: used() - before }));
// In use up to here.
if (kept === undefined) throw new Error(`Nothing to open in ${folder}`);

async function open() {
  const window = windowOn(folder, thread);
  await window.store.look();
  return window.atlas.read(status) && window;
}

function parse() {
  return JSON.parse(
    readFileSync(join(folder, '.atlas', 'orchestrator', 'bench_context.json'), 'utf8'),
  );
}

function used() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
