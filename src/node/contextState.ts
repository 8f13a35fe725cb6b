import * as fs from 'node:fs';
import type { ContextChange } from '../core/changes/contextChange';
import { diffContexts } from '../core/changes/diffContexts';
import { rebaseChanges } from '../core/changes/rebaseChanges';
import { AtlasError } from '../core/errors';
import { foldRecords, knowledgeAt, readHistory } from '../core/journal/history';
import { follows } from '../core/journal/order';
import { EMPTY_JOURNAL, type JournalHead, type JournalRecord } from '../core/journal/record';
import { applyEvent } from '../core/model/applyEvent';
import type { Context } from '../core/model/context';
import { newIds } from '../core/model/lookup';
import type { AtlasEvent } from '../core/model/events';
import { migrated } from '../core/model/migrations';
import { decodeContext, hasConflictMarks, parseContext, readPublished } from './contextFile';
import { readBytesIfThere } from './documents';
import type { JournalFile, JournalPart } from './journalFile';

/**
 * What the files of an orchestration say. The journal is the truth and the context file what it came to;
 * where they differ, somebody edited the one or a merge changed the other, and that is found out here.
 */
export interface FilesState {
  /** The journal folded, in place from here on: others read this object, and nobody else changes it. */
  readonly context: Context | undefined;
  readonly journal: JournalHead & { readonly end: number };
  /** What the files say beyond the journal, as events that are still to be written into it. */
  readonly news: readonly AtlasEvent[];
  /** Whether the context file says all that the journal says. */
  readonly published: boolean;
  /** Up to where the context file says what the journal says, in bytes; 0 where that is not known. */
  readonly publishedEnd: number;
  /** The journal holds the marks that git leaves between two sides of a merge. */
  readonly marked: boolean;
  /** A copy of the context file is to be kept before it is written over. */
  readonly keepAside: boolean;
  /** Why nothing may be written as it is. `shown` is then what can still be told. */
  readonly problem?: AtlasError;
  readonly shown?: Context | undefined;
}

export interface Files {
  readonly contextFile: string;
  readonly journal: JournalFile;
  /** A path as people should read it. */
  shown(file: string): string;
}

const NOTHING: FilesState = {
  context: undefined,
  journal: { ...EMPTY_JOURNAL, end: 0 },
  news: [],
  published: true,
  publishedEnd: 0,
  marked: false,
  keepAside: false,
};

/**
 * Reads both files.
 * @throws the error of the file system where they cannot be reached
 */
export function readFiles(files: Files): FilesState {
  const bytes = readBytesIfThere(files.contextFile);
  const size = files.journal.stat()?.size ?? 0;
  if (bytes === undefined) {
    return size === 0 ? NOTHING : fromJournal(files);
  }
  try {
    return readBoth(files, bytes, size);
  } catch (error) {
    if (!(error instanceof AtlasError)) {
      throw error;
    }
    const known = size === 0 ? NOTHING : fromJournal(files);
    return { ...known, problem: error, shown: known.context, published: false };
  }
}

function readBoth(files: Files, bytes: Buffer, journalSize: number): FilesState {
  const shown = files.shown(files.contextFile);
  const published = readPublished(bytes, shown);
  if (published) {
    const { context, head, journalBytes } = published;
    return files.journal.hasAt(journalBytes, head)
      ? goOn(files, context, head, journalBytes)
      : afterMerge(files, context, head);
  }
  const text = decodeContext(bytes, shown);
  if (hasConflictMarks(text) && journalSize > 0) {
    return { ...fromJournal(files), published: false, keepAside: true };
  }
  const theirs = parseContext(text, shown);
  if (journalSize > 0) {
    return afterEdit(files, theirs);
  }
  if (theirs.atlas?.head !== undefined) {
    return { ...NOTHING, ...lost(files, theirs) };
  }
  return { ...NOTHING, ...adoption(theirs) };
}

function adoption(theirs: Context): Pick<FilesState, 'news' | 'published'> {
  return { news: [{ type: 'contextAdopted', context: migrated(theirs) }], published: false };
}

/** The usual case: the context is what the journal came to up to some line, and only lines after it are new. */
function goOn(files: Files, context: Context, head: string, end: number): FilesState {
  const part = files.journal.read(end);
  const at: JournalHead = { seq: context.atlas?.revision ?? 0, heads: [head] };
  if (!follows(at, part.records) || !isClean(part.bad)) {
    return fromJournal(files);
  }
  const last = part.records.at(-1);
  return {
    ...NOTHING,
    context: foldRecords(context, part.records),
    journal: { seq: last?.seq ?? at.seq, heads: [last?.id ?? head], end: part.end },
    published: part.records.length === 0,
    publishedEnd: end,
  };
}

/** The journal is another one than the context was written from: branches were merged, or lines lost. */
function afterMerge(files: Files, context: Context, head: string): FilesState {
  const part = files.journal.read();
  const state = fromPart(files, part);
  const known = part.records.some(({ id }) => id === head);
  return known ? state : { ...state, ...lost(files, context) };
}

function afterEdit(files: Files, theirs: Context): FilesState {
  const part = files.journal.read();
  const state = fromPart(files, part);
  if (isBare(part) && theirs.atlas?.head === undefined) {
    return { ...state, ...adoption(theirs) };
  }
  const edit = state.context && editOf(state.context, part.records, theirs);
  if (edit === undefined) {
    return { ...state, ...lost(files, theirs) };
  }
  return { ...state, news: [...state.news, ...edit] };
}

/**
 * What somebody changed in a copy of the context, as an event to be recorded after `ours`; none where
 * it is all known. Undefined where the journal does not know the event the copy was written after.
 */
export function editOf(
  ours: Context,
  records: readonly JournalRecord[],
  theirs: Context,
): AtlasEvent[] | undefined {
  const head = theirs.atlas?.head;
  const known = knowledgeAt(head ?? beginningOf(records), records);
  if (!known && head !== undefined) {
    return undefined;
  }
  const base = known?.context ?? ours;
  const told = diffContexts(base, known?.inTodaysIds(theirs) ?? theirs);
  const changes = rebaseChanges(told, {
    base,
    ours,
    nextId: newIds(ours),
    // Who wrote the file without knowing where it came from may never have seen what it lacks.
    trustRemovals: head !== undefined,
  });
  const news = changes.filter((change) => !countsBack(change, ours));
  return news.length === 0 ? [] : [{ type: 'contextEdited', changes: news }];
}

/** A total of the format that is lower than ours comes from a program that had not seen the latest. */
function countsBack(change: ContextChange, ours: Context): boolean {
  const [key, counter = ''] = change.op === 'setKey' ? change.path : [];
  const counted = key === 'metrics' ? ours.metrics?.[counter] : undefined;
  return (
    change.op === 'setKey' &&
    typeof counted === 'number' &&
    typeof change.value === 'number' &&
    change.value < counted
  );
}

/** Who knows nothing of the journal has read the context before there was one, or drops what it does not know. */
function beginningOf([first]: readonly JournalRecord[]): string {
  return first?.event.type === 'contextAdopted' ? first.id : '';
}

function fromJournal(files: Files): FilesState {
  return fromPart(files, files.journal.read());
}

function fromPart(files: Files, part: JournalPart): FilesState {
  const { records, end, bad } = part;
  const { context, seq, heads, unsettled, missing } = readHistory(records);
  const state: FilesState = {
    context,
    journal: { seq, heads, end },
    news: unsettled ? [{ type: 'branchesMerged', claims: unsettled.claims }] : [],
    published: false,
    publishedEnd: 0,
    marked: hasConflict(bad),
    keepAside: false,
  };
  const damaged = bad.some(({ why }) => why === 'damaged');
  if (missing.length === 0 && !damaged && (context || isBare(part))) {
    return state;
  }
  const file = files.shown(files.journal.file);
  const detail = damaged
    ? 'a line is not as it was written'
    : context
      ? `events that others follow are missing (${missing.length})`
      : 'nothing in it can be read';
  return { ...state, problem: new AtlasError('journalDamaged', { file, detail }), shown: context };
}

/** A journal whose first act was cut short, before anybody was told that it was done. */
function isBare({ records, bad }: JournalPart): boolean {
  return records.length === 0 && isClean(bad);
}

/** Nothing but whole lines, and what crashes left behind. */
export function isClean(bad: JournalPart['bad']): boolean {
  return bad.every(({ why }) => why === 'torn');
}

function hasConflict(bad: JournalPart['bad']): boolean {
  return bad.some(({ why }) => why === 'conflict');
}

/** The context knows of events that the journal does not have. */
function lost(files: Files, shown: Context): Pick<FilesState, 'problem' | 'shown' | 'published'> {
  const params = {
    file: files.shown(files.journal.file),
    context: files.shown(files.contextFile),
    event: shown.atlas?.head ?? '',
  };
  return { problem: new AtlasError('journalBehind', params), shown, published: false };
}

/** What people should see: the state with all that the files say. */
export function shownContext(state: FilesState, now: string): Context | undefined {
  if (state.problem) {
    return state.shown;
  }
  return state.news.reduce<Context | undefined>(
    (context, event) => applyEvent(context, event, now),
    state.context,
  );
}

/** What a file looks like from outside: it changes when somebody writes it. */
export function signatureOf(file: string): string {
  const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : 'none';
}
