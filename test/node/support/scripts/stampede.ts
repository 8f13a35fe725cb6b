import * as fs from 'node:fs';
import { FileLock } from '../../../../src/node/fileLock';

// Waits for the moment it is told, then takes the lock once; says "second" when it was not alone inside.
const [lock = '', inside = ''] = process.argv.slice(2);
const guard = new FileLock(lock, 60_000);

function enter(): void {
  try {
    fs.closeSync(fs.openSync(inside, 'wx'));
  } catch {
    process.send?.('second');
    return;
  }
  const until = performance.now() + 1;
  while (performance.now() < until) {
    // Long enough for a second one to come in.
  }
  fs.rmSync(inside);
}

process.on('message', (word) => {
  if (word === 'end') {
    process.disconnect();
    return;
  }
  const moment = Number(word);
  while (Date.now() < moment) {
    // Everybody starts in the same millisecond.
  }
  guard.holdNow(enter);
  process.send?.(`done ${moment}`);
});
process.send?.('ready');
