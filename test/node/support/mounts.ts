import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Small disks of our own, for what happens when one is full or read-only. Needs Linux, and to be root. */

function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
}

/** Whether this machine lets us mount. */
export const CAN_MOUNT = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return false;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'atlas-mount-'));
  const mounted = mount(folder, 'size=64k');
  if (mounted) {
    unmount(folder);
  }
  fs.rmdirSync(folder);
  return mounted;
})();

/** A disk of this size for each test of the suite. */
export function useSmallDisk(size: string): () => string {
  let folder = '';
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'atlas disk ')));
    if (!mount(folder, `size=${size}`)) {
      throw new Error('the disk could not be mounted');
    }
  });
  afterEach(() => {
    unmount(folder);
    fs.rmdirSync(folder);
  });
  return () => folder;
}

export function makeReadOnly(disk: string): void {
  const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', disk], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
}

/** Fills the disk until no more than this many bytes are free. */
export function fillUpTo(disk: string, freeBytes: number): void {
  const { bavail, bsize } = fs.statfsSync(disk);
  fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc(bavail * bsize - freeBytes));
}
