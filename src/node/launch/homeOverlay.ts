import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as jsonc from 'jsonc-parser';
import type { HomeOverlay } from '../../core/launch/launchPlan';
import { readIfThere } from '../documents';

/**
 * Makes a home in which a program finds links to everything that is in the user's own, and one file that
 * says more than theirs. The user's files are not edited; what the program writes through the links goes
 * where it always goes.
 *
 * @param home a folder outside of the repository: it leads to credentials
 * @param env the environment that the program would have without it
 * @returns the value for the overlay's variable
 */
export function makeHomeOverlay(
  overlay: HomeOverlay,
  home: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const own = ownFolder(overlay, env);
  const shown = path.join(home, overlay.folder);
  fs.rmSync(shown, { recursive: true, force: true });
  fs.mkdirSync(shown, { recursive: true, mode: 0o700 });
  fs.mkdirSync(own, { recursive: true, mode: 0o700 });
  for (const name of new Set([...namesIn(own), ...overlay.links])) {
    if (name !== overlay.file) {
      fs.symlinkSync(path.join(own, name), path.join(shown, name));
    }
  }
  const settings = merged(settingsIn(path.join(own, overlay.file)), overlay.additions);
  fs.writeFileSync(path.join(shown, overlay.file), JSON.stringify(settings, undefined, 2), {
    mode: 0o600,
  });
  return home;
}

/**
 * Takes the overlay away again. Files that the program made anew, such as the credentials of a first
 * sign-in, go where they would have been made without it.
 */
export function removeHomeOverlay(
  overlay: HomeOverlay,
  home: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const own = ownFolder(overlay, env);
  const shown = path.join(home, overlay.folder);
  for (const name of namesIn(shown)) {
    const from = path.join(shown, name);
    const to = path.join(own, name);
    if (name !== overlay.file && !fs.lstatSync(from).isSymbolicLink() && !fs.existsSync(to)) {
      fs.mkdirSync(own, { recursive: true, mode: 0o700 });
      fs.cpSync(from, to, { recursive: true });
    }
  }
  fs.rmSync(home, { recursive: true, force: true });
}

function ownFolder(
  overlay: HomeOverlay,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return path.join(env[overlay.variable] || env['HOME'] || os.homedir(), overlay.folder);
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // The program was never used here.
    return [];
  }
}

function settingsIn(file: string): Record<string, unknown> {
  const parsed: unknown = jsonc.parse(readIfThere(file) ?? '{}');
  return isObject(parsed) ? parsed : {};
}

/** Objects are merged key by key, lists are joined, and otherwise the addition counts. */
function merged(
  own: Readonly<Record<string, unknown>>,
  additions: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...own };
  for (const [key, added] of Object.entries(additions)) {
    const present = result[key];
    if (Array.isArray(present) && Array.isArray(added)) {
      result[key] = [...(present as unknown[]), ...(added as unknown[])];
    } else {
      result[key] = isObject(present) && isObject(added) ? merged(present, added) : added;
    }
  }
  return result;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
