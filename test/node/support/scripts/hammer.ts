import { pause } from '../../../../src/node/atomicFile';
import { FileLock } from '../../../../src/node/fileLock';

// Takes a lock again as soon as it has given it back, and holds it for so many ms each time.
const [file = '', ms = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  const lock = new FileLock(file);
  for (let turn = 0; ; turn += 1) {
    await lock.hold(() => {
      pause(Number(ms));
    });
    if (turn === 0) {
      process.send?.('held');
    }
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
