import fs = require('node:fs');

/** Faults of the file system that cannot be had for real on every machine. Each returns how to end it. */

function fault(code: string, call: string): Error {
  return Object.assign(new Error(`${code}: not permitted, ${call}`), { code });
}

/** Makes this process see a file system without hard links, as FAT and some shared folders are. */
export function refuseHardLinks(): () => void {
  const { linkSync } = fs;
  fs.linkSync = () => {
    throw fault('EPERM', 'link');
  };
  return () => {
    fs.linkSync = linkSync;
  };
}

/** Refuses to append to this file. */
export function refuseAppending(file: string): () => void {
  const { openSync } = fs;
  fs.openSync = (name, flags, mode) => {
    if (name === file && flags === 'a') {
      throw fault('EACCES', 'open');
    }
    return openSync(name, flags, mode);
  };
  return () => {
    fs.openSync = openSync;
  };
}

/** Refuses to put another file at this place, as happens when a program has it open, or may not write. */
export function refuseReplacing(file: string): () => void {
  const { renameSync } = fs;
  fs.renameSync = (from, to) => {
    if (to === file) {
      throw fault('EACCES', 'rename');
    }
    renameSync(from, to);
  };
  return () => {
    fs.renameSync = renameSync;
  };
}

/** Refuses to remove this file. */
export function refuseRemoving(file: string): () => void {
  const { rmSync } = fs;
  fs.rmSync = (name, options) => {
    if (name === file) {
      throw fault('EACCES', 'rm');
    }
    rmSync(name, options);
  };
  return () => {
    fs.rmSync = rmSync;
  };
}

/** Does something right after a file was read for the first time from now on. */
export function afterReading(file: string, then: () => void): () => void {
  const { readFileSync } = fs;
  let first = true;
  const spy = (...args: Parameters<typeof readFileSync>): ReturnType<typeof readFileSync> => {
    const content = readFileSync(...args);
    if (first && args[0] === file) {
      first = false;
      then();
    }
    return content;
  };
  fs.readFileSync = spy as typeof readFileSync;
  return () => {
    fs.readFileSync = readFileSync;
  };
}
