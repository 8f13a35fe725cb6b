import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/**
 * A folder outside of the repository that only this user can look into, for what one launch needs and
 * what must not lie in `.atlas`: links to their credentials, the address of a window's server.
 * @throws Error when somebody else owns what is there
 */
export function privateFolder(...parts: readonly string[]): string {
  const user = process.getuid?.() ?? os.userInfo().username;
  const base = path.join(os.tmpdir(), `atlas-orchestrator-${user}`);
  const folder = path.join(base, ...parts);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Anybody may make a folder of this name in the place for temporary files, before we do.
  const { uid, mode } = fs.lstatSync(base);
  if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0)) {
    throw new Error(`${base} belongs to somebody else, or others can look into it`);
  }
  return folder;
}
