import * as fs from 'node:fs';
import { FileLock } from '../../../../src/node/fileLock';
import { refuseHardLinks } from '../fileSystemFaults';

// Adds one to the number in a file, again and again, each time as the only one.
const [lock = '', counter = '', times = '0', links = ''] = process.argv.slice(2);
if (links === 'no-links') {
  refuseHardLinks();
}

async function main(): Promise<void> {
  const guard = new FileLock(lock, 60_000);
  for (let round = 0; round < Number(times); round += 1) {
    await guard.hold(() => {
      const before = Number(fs.readFileSync(counter, 'utf8'));
      // In two steps, so that a second one inside would be seen.
      fs.writeFileSync(counter, '');
      fs.writeFileSync(counter, String(before + 1));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
