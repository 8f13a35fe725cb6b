import * as fs from 'node:fs';
import * as path from 'node:path';

/** Files below a folder that hold these words; links are not followed. */
export function filesThatHold(words: string, folder: string): string[] {
  const names = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    : [];
  return names.map((name) => path.join(folder, name)).filter((file) => holds(words, file));
}

function holds(words: string, file: string): boolean {
  try {
    return fs.lstatSync(file).isFile() && fs.readFileSync(file).includes(words);
  } catch {
    // It has gone since the folder was read, or is not ours to read.
    return false;
  }
}

/** Processes whose arguments or variables hold these words. Linux only. */
export function processesThatHold(words: string, file: 'cmdline' | 'environ'): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/${file}`).includes(words);
      } catch {
        return false;
      }
    })
    .map(Number);
}
