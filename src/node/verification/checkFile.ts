import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vm from 'node:vm';
import type { Criterion } from '../../core/model/criteria';
import { errorCode } from '../atomicFile';
import { reasonOf } from '../faultReasons';

export type FileCriterion = Extract<Criterion, { kind: 'file' }>;

export interface FileFinding {
  readonly passed: boolean;
  readonly detail: string;
}

const MOST_BYTES = 5 * 1024 * 1024;
const SEARCH_MS = 2_000;

/** Looks for a file below a folder, and for what it has to contain. A link that leads out is not followed. */
export function checkFile(folder: string, { path: named, matches }: FileCriterion): FileFinding {
  const found = findInside(folder, named);
  if (typeof found !== 'string') {
    return found;
  }
  try {
    const stats = fs.statSync(found);
    if (!matches) {
      return { passed: true, detail: stats.isDirectory() ? 'the folder is there' : 'is there' };
    }
    // Reading a pipe or a device might never end.
    if (!stats.isFile()) {
      return failed(`${named} is no file that could be searched`);
    }
    if (stats.size > MOST_BYTES) {
      return failed(`${named} is larger than 5 MB, and was not searched`);
    }
    return search(fs.readFileSync(found, 'utf8'), matches);
  } catch (error) {
    return failed(`${named} could not be read: ${reasonOf(error)}`);
  }
}

/** The file itself, behind all links. */
function findInside(folder: string, named: string): string | FileFinding {
  try {
    const root = fs.realpathSync(folder);
    const found = fs.realpathSync(path.resolve(root, named));
    const inside = path.relative(root, found);
    return /^\.\.(?:[/\\]|$)/.test(inside) || path.isAbsolute(inside)
      ? failed(`${named} leads out of the folder`)
      : found;
  } catch (error) {
    return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR'
      ? failed(`${named} is not there`)
      : failed(`${named} could not be read: ${reasonOf(error)}`);
  }
}

/** Some expressions take years on some texts: another context of V8 lets the search be broken off. */
function search(text: string, matches: RegExp): FileFinding {
  try {
    const passed = vm.runInNewContext(
      'new RegExp(source, flags).test(text)',
      { source: matches.source, flags: matches.flags, text },
      { timeout: SEARCH_MS },
    ) as boolean;
    return {
      passed,
      detail: passed ? `contains ${String(matches)}` : `nothing in it matches ${String(matches)}`,
    };
  } catch (error) {
    // An error of that other context is none of ours to `instanceof`.
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      return failed(`looking for ${String(matches)} took too long`);
    }
    throw error;
  }
}

function failed(detail: string): FileFinding {
  return { passed: false, detail };
}
