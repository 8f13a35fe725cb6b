import * as fs from 'node:fs';
import * as path from 'node:path';
import { diffContexts } from '../core/changes/diffContexts';
import { AtlasError } from '../core/errors';
import { errorText } from '../core/errorText';
import { readHistory, type History } from '../core/journal/history';
import type { JournalRecord } from '../core/journal/record';
import { missionPath } from '../core/documents/paths';
import type { Context } from '../core/model/context';
import type { AtlasEvent } from '../core/model/events';
import { migrated } from '../core/model/migrations';
import { prepareReplacement } from './atomicFile';
import { decodeContext, formatPublished, hasConflictMarks, parseContext } from './contextFile';
import { readFiles, type FilesState } from './contextState';
import { readBytesIfThere, readIfThere } from './documents';
import { FileLock } from './fileLock';
import type { JournalPart } from './journalFile';
import { recordsOf } from './journalRecords';
import { litterOf } from './litter';
import { OrchestrationFiles } from './orchestrationFiles';
import type { OrchestrationFolder } from './orchestrationFolder';
import { isOfFileSystem, unreachable, unwritable } from './storeFaults';
import { systemClock } from './systemClock';

/** One thing the doctor looked at. */
export interface Finding {
  /** `damage` stops Atlas from writing; `note` is worth knowing, and heals with the next command or not at all. */
  readonly level: 'ok' | 'note' | 'damage';
  /** The file, as people should read it. */
  readonly file: string;
  readonly message: string;
}

export interface Repair {
  /** What was done, in sentences; empty where there was nothing to do. */
  readonly done: readonly string[];
  /** Where the damaged files are kept. */
  readonly kept: readonly string[];
}

/**
 * Looks at the files of an orchestration and changes nothing.
 * @throws AtlasError contextUnreachable
 */
export function examine(folder: OrchestrationFolder, slug: string): Finding[] {
  try {
    return findings(folder, slug);
  } catch (error) {
    throw isOfFileSystem(error) ? unreachable(folder, error) : error;
  }
}

function findings(folder: OrchestrationFolder, slug: string): Finding[] {
  const disk = new OrchestrationFiles(folder, slug);
  const part = disk.journal.read();
  const history = readHistory(part.records);
  const state = readFiles(disk);
  return [
    ...journalFindings(disk, part, history),
    contextFinding(disk, state),
    ...documentFindings(folder, state.context ?? state.shown),
    ...litterFindings(folder),
  ];
}

function journalFindings(disk: OrchestrationFiles, part: JournalPart, history: History): Finding[] {
  const file = disk.shown(disk.journal.file);
  const found = (level: Finding['level'], message: string): Finding => ({ level, file, message });
  if (!disk.journal.stat()) {
    return [found('note', 'There is no journal yet; the next change begins it.')];
  }
  const damaged = part.bad.filter(({ why }) => why === 'damaged').map(({ line }) => line);
  const marks = part.bad.filter(({ why }) => why === 'conflict').map(({ line }) => line);
  return [
    found('ok', `${part.records.length} events, the last one number ${history.seq}.`),
    ...(history.missing.length > 0
      ? [found('damage', `${history.missing.length} events that others follow are missing.`)]
      : []),
    ...(damaged.length > 0
      ? [
          found(
            history.missing.length > 0 ? 'damage' : 'note',
            `Lines that are not as they were written: ${damaged.join(', ')}.`,
          ),
        ]
      : []),
    ...(marks.length > 0
      ? [
          found(
            'note',
            `Marks of a merge in lines ${marks.join(', ')}; the next change removes them.`,
          ),
        ]
      : []),
    ...(part.torn ? [found('note', 'The last line was not finished, and does not count.')] : []),
    ...(history.heads.length > 1
      ? [
          found(
            'note',
            `${history.heads.length} branches came together; the next change settles their ids${renumberedWords(history)}.`,
          ),
        ]
      : []),
  ];
}

function renumberedWords(history: History): string {
  const renumbered = history.unsettled?.renumbered ?? [];
  return renumbered.length === 0
    ? ''
    : ` (${renumbered.map(({ from, to }) => `${from} of one becomes ${to}`).join(', ')})`;
}

function contextFinding(disk: OrchestrationFiles, state: FilesState): Finding {
  const file = disk.shown(disk.contextFile);
  if (state.problem) {
    const { message } = errorText(state.problem);
    return { level: 'damage', file: String(state.problem.params['file'] ?? file), message };
  }
  if (state.keepAside) {
    const message =
      'It holds the marks of a merge; the next change writes it anew from the journal.';
    return { level: 'note', file, message };
  }
  const edits = state.news.find((event) => event.type === 'contextEdited');
  if (edits) {
    const message = `Somebody changed it (${edits.changes.length} differences); the next change takes that over.`;
    return { level: 'note', file, message };
  }
  if (state.news.some(({ type }) => type === 'contextAdopted')) {
    return {
      level: 'ok',
      file,
      message: 'Written by another program; the next change takes it over.',
    };
  }
  return state.published
    ? { level: 'ok', file, message: 'It says what the journal says.' }
    : { level: 'note', file, message: 'It lags behind the journal; "atlas save" writes it.' };
}

function documentFindings(folder: OrchestrationFolder, context: Context | undefined): Finding[] {
  const findings: Finding[] = [];
  for (const { id } of context?.spawned_agents ?? []) {
    const file = folder.document(missionPath(id));
    if (hasConflictMarks(readIfThere(file) ?? '')) {
      const message = 'It holds the marks of a merge.';
      findings.push({ level: 'note', file: folder.shown(file), message });
    }
  }
  return findings;
}

function litterFindings(folder: OrchestrationFolder): Finding[] {
  return litterOf(folder).map((file) => ({
    level: 'note',
    file: folder.shown(file),
    message: 'Left behind by a program that was killed.',
  }));
}

/**
 * Mends what stops Atlas from writing. Damaged files are kept in `local/kept` before anything is
 * written in their place.
 * @throws AtlasError with the reason where nothing whole is left to go on from, contextUnwritable
 */
export async function repair(folder: OrchestrationFolder, slug: string): Promise<Repair> {
  const disk = new OrchestrationFiles(folder, slug);
  const lock = new FileLock(path.join(folder.localFolder, 'writer.lock'));
  try {
    return await lock.hold(() => sweepAndMend(folder, disk));
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function sweepAndMend(folder: OrchestrationFolder, disk: OrchestrationFiles): Repair {
  const swept = litterOf(folder);
  swept.forEach((file) => fs.rmSync(file, { force: true }));
  const mended = mend(disk, readFiles(disk));
  return {
    ...mended,
    done: [
      ...mended.done,
      ...swept.map((file) => `${folder.shown(file)}: removed, a killed program had left it.`),
    ],
  };
}

function mend(disk: OrchestrationFiles, state: FilesState): Repair {
  const { problem } = state;
  if (!problem) {
    return { done: [], kept: [] };
  }
  switch (problem.code) {
    case 'contextUnreadable':
    case 'contextInvalid':
      return rebuildContext(disk, state, problem);
    case 'journalBehind':
    case 'journalDamaged':
      return mendJournal(disk);
    default:
      throw problem;
  }
}

/** The journal is whole: the context is what it comes to. Without one, an earlier file has to do. */
function rebuildContext(disk: OrchestrationFiles, state: FilesState, problem: AtlasError): Repair {
  const [head] = state.journal.heads;
  if (state.context && head !== undefined) {
    const kept = disk.keepAside(disk.contextFile, 'damaged');
    publish(disk, state.context, head, state.journal.end);
    return said(disk, kept, `${disk.shown(disk.contextFile)}: written anew from the journal.`);
  }
  const earlier = disk.earlierContexts().find((file) => readableContext(file) !== undefined);
  if (earlier === undefined || disk.journal.stat()) {
    throw problem;
  }
  const kept = disk.keepAside(disk.contextFile, 'damaged');
  prepareReplacement(disk.contextFile, fs.readFileSync(earlier)).publish();
  return said(
    disk,
    kept,
    `${disk.shown(disk.contextFile)}: brought back from ${disk.shown(earlier)}.`,
  );
}

/** What is whole in the journal stays; what the context knows beyond it is added. */
function mendJournal(disk: OrchestrationFiles): Repair {
  const { records } = disk.journal.read();
  const whole = readHistory(records);
  const context = readableContext(disk.contextFile);
  if (!context && !whole.context) {
    const file = disk.shown(disk.journal.file);
    throw new AtlasError('journalDamaged', { file, detail: 'nothing in it can be read' });
  }
  const kept = [disk.keepAside(disk.journal.file, 'damaged')];
  if (context) {
    kept.push(disk.keepAside(disk.contextFile, 'before-repair'));
  }
  const event: AtlasEvent =
    whole.context || !context
      ? {
          type: 'journalMended',
          changes: whole.context && context ? diffContexts(whole.context, context) : [],
          lost: whole.missing,
        }
      : { type: 'contextAdopted', context: migrated(withoutSignature(context)) };
  const journal = { seq: whole.seq, heads: whole.heads, end: 0 };
  const added = recordsOf({ context: whole.context, journal }, [event], {
    at: systemClock.now(),
    actor: 'doctor',
  });
  // In the order in which they were written: nothing but the broken lines goes.
  const all: JournalRecord[] = [...records, ...added];
  disk.journal.rewrite(all);
  const mended = readHistory(all);
  if (mended.context) {
    publish(disk, mended.context, added[0]?.id ?? '', disk.journal.stat()?.size ?? 0);
  }
  const lost = context ? '' : ` What ${whole.missing.length} lost events said could not be told.`;
  return said(
    disk,
    kept,
    `${disk.shown(disk.journal.file)}: ${records.length} whole events kept; what the context knew beyond them was added.${lost}`,
  );
}

function withoutSignature(context: Context): Context {
  const {
    head: _head,
    journal_bytes: _bytes,
    checksum: _sum,
    ...atlas
  } = context.atlas ?? {
    schema_version: 0,
    revision: 0,
  };
  return { ...context, atlas };
}

function publish(disk: OrchestrationFiles, context: Context, head: string, end: number): void {
  const text = formatPublished({ context, head, journalBytes: end });
  prepareReplacement(disk.contextFile, text).publish();
}

function readableContext(file: string): Context | undefined {
  const bytes = readBytesIfThere(file);
  try {
    return bytes && parseContext(decodeContext(bytes, file), file);
  } catch (error) {
    if (error instanceof AtlasError) {
      return undefined;
    }
    throw error;
  }
}

function said(
  disk: OrchestrationFiles,
  kept: string | undefined | (string | undefined)[],
  words: string,
): Repair {
  const files = [kept].flat().filter((file) => file !== undefined);
  return { done: [words], kept: files.map((file) => disk.shown(file)) };
}
