import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import type { Imported, ImportSource } from '../core/imports/imported';
import { looksOlder } from '../core/imports/olderLayout';
import { readImport } from '../core/imports/readImport';
import { errorCode } from './atomicFile';
import { decodeContext, parseJsonText } from './contextFile';
import { reasonOf } from './faultReasons';
import { OrchestrationFolder } from './orchestrationFolder';

/** The name older scripts gave to their context, beside saved states of it. */
const OLDER_CONTEXT = 'context.json';
const SNAPSHOT = /^state_.*\.json$/;

/**
 * The context file that a path means: itself, or the one of the folder that it names.
 * @throws AtlasError importNotFound, importUnreadable, inputInvalid where it is not clear which
 */
export function findImport(given: string): string {
  const stat = reading(given, () => fs.statSync(given, { throwIfNoEntry: false }));
  if (!stat?.isDirectory()) {
    return given;
  }
  const folder = new OrchestrationFolder(given);
  for (const place of [folder.orchestratorFolder, given]) {
    const file = contextIn(place);
    if (file !== undefined) {
      return file;
    }
  }
  throw new AtlasError('importNotFound', { file: given });
}

/**
 * What a context from elsewhere says.
 * @param given a context file or a folder that holds one, from the workspace folder on
 * @throws AtlasError importNotFound, importUnreadable, contextNewer
 */
export function importedFrom(folder: OrchestrationFolder, given: string): Imported {
  const file = findImport(path.resolve(folder.root, given));
  return readImport(readImportSource(file, folder.shown(file)));
}

/** The context that older scripts left where ours lie, as far as it looks like one. */
export function olderContextIn(folder: OrchestrationFolder): string | undefined {
  const file = folder.document(OLDER_CONTEXT);
  try {
    const bytes = fs.readFileSync(file);
    return looksOlder(JSON.parse(bytes.toString('utf8'))) ? file : undefined;
  } catch {
    // There is none, or none that could be offered.
    return undefined;
  }
}

/** The older layout comes first: beside it, the other files are of the orchestration that took it over. */
function contextIn(folder: string): string | undefined {
  const names = namesIn(folder);
  const [only, another] = names.includes(OLDER_CONTEXT)
    ? [OLDER_CONTEXT]
    : names.filter((name) => name.endsWith('_context.json'));
  if (another !== undefined) {
    throw new AtlasError('inputInvalid', {
      operation: 'import',
      detail: `path: ${folder} has several contexts, name one of them`,
    });
  }
  return only === undefined ? undefined : path.join(folder, only);
}

/**
 * A context file from elsewhere, with the snapshots older scripts left beside it. Nothing is written.
 * @param shown the file as people should read it in an error
 * @throws AtlasError importNotFound, importUnreadable with line and column
 */
export function readImportSource(file: string, shown: string): ImportSource {
  const value = readJson(file, shown);
  // Beside other files, something of the same name may be anything.
  const names = looksOlder(value) ? namesIn(path.dirname(file)) : [];
  return {
    name: shown,
    value,
    snapshots: names
      .filter((name) => SNAPSHOT.test(name))
      .sort()
      .map((name) => ({
        name,
        value: readJson(
          path.join(path.dirname(file), name),
          path.posix.join(path.posix.dirname(shown), name),
        ),
      })),
  };
}

function readJson(file: string, shown: string): unknown {
  const bytes = reading(shown, () => fs.readFileSync(file));
  try {
    return parseJsonText(decodeContext(bytes, shown), shown);
  } catch (error) {
    throw asImportFault(error, shown);
  }
}

/** @throws AtlasError importNotFound, importUnreadable */
function reading<T>(shown: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new AtlasError('importNotFound', { file: shown }, { cause: error });
    }
    const params = { file: shown, detail: reasonOf(error) };
    throw new AtlasError('importUnreadable', params, { cause: error });
  }
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return [];
    }
    throw new AtlasError(
      'importUnreadable',
      { file: folder, detail: reasonOf(error) },
      { cause: error },
    );
  }
}

/** What is wrong with a context file is wrong with an imported one, too; only the advice differs. */
function asImportFault(error: unknown, file: string): unknown {
  if (!(error instanceof AtlasError)) {
    return error;
  }
  const { line, column, detail, path: place } = error.params;
  const where = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ].join(', ');
  const what = [place, detail].filter((part) => part !== undefined).join(' ');
  return new AtlasError(
    'importUnreadable',
    { file, detail: `${where}: ${what}` },
    { cause: error },
  );
}
