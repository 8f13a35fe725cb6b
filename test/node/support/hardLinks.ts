import fs = require('node:fs');

/** Makes this process see a file system without hard links, as FAT and some shared folders are. */
export function refuseHardLinks(): () => void {
  const { linkSync } = fs;
  fs.linkSync = () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  };
  return () => {
    fs.linkSync = linkSync;
  };
}
