import * as path from 'node:path';
import which from 'which';

/**
 * Where a program is, as starting it in `folder` would find it: a bare name on PATH (with the endings
 * of Windows), anything with a separator from the folder on.
 * @returns its absolute path, or undefined when there is none that can be run
 */
export function findProgram(program: string, folder: string): string | undefined {
  const place = /[\\/]/.test(program) ? path.resolve(folder, program) : program;
  return which.sync(place, { nothrow: true }) ?? undefined;
}
