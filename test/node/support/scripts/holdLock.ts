import { pause } from '../../../../src/node/atomicFile';
import { FileLock } from '../../../../src/node/fileLock';

// Holds a lock until it is killed.
const [lock = ''] = process.argv.slice(2);
new FileLock(lock).holdNow(() => {
  process.send?.('held');
  for (;;) {
    pause(1_000);
  }
});
