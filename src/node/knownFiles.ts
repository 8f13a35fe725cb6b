import { AtlasError } from '../core/errors';
import { foldRecords } from '../core/journal/history';
import { follows } from '../core/journal/order';
import type { Context } from '../core/model/context';
import { decodeContext, parseContext, readSignature, type Signature } from './contextFile';
import {
  editOf,
  isClean,
  readFiles,
  shownContext,
  signatureOf,
  type FilesState,
} from './contextState';
import type { DisplacedFile } from './displacedFiles';
import { readBytesIfThere } from './documents';
import { checksum } from './journalLine';
import type { OrchestrationFiles } from './orchestrationFiles';
import { SummaryFile } from './summaryFile';
import { systemClock } from './systemClock';

/** What the files of an orchestration said when they were last looked at. */
export interface Known {
  readonly disk: OrchestrationFiles;
  readonly state: FilesState;
  /** What the files looked like from outside then. */
  readonly seen: { readonly context: string; readonly journal: string };
  /** Replaced files somebody wrote into since; what they say is among the news. */
  readonly displaced: readonly DisplacedFile[];
}

/** Reads all there is. */
export function readKnown(disk: OrchestrationFiles): Known {
  // Looked at before they are read: what is written meanwhile is found by the next look.
  const seen = disk.signatures();
  const state = readFiles(disk);
  const late = state.problem ? [] : lateEdits(disk);
  return {
    disk,
    seen,
    displaced: late.map(({ file, signature }) => ({ file, signature })),
    state: late.reduce((before, edit) => withLate(disk, before, edit.theirs), state),
  };
}

/**
 * Brings what is known up to date, reading no more than what is new. Returns the same object where
 * nothing is. The context inside is changed in place.
 */
export function bringUpToDate(known: Known): Known {
  return goOn(known) ?? readKnown(known.disk);
}

/**
 * The same where the files just went on. Undefined, and nothing has changed, where they have to be read
 * as a whole, or more of them than `most`, in bytes.
 */
export function goOn(known: Known, most = Infinity): Known | undefined {
  const { disk, state, seen } = known;
  const now = disk.signatures();
  if (hasLateWords(known)) {
    return undefined;
  }
  if (now.context === seen.context && now.journal === seen.journal) {
    return known;
  }
  if (mustBeReadAnew(state)) {
    return undefined;
  }
  const written = now.context === seen.context ? 'as before' : signatureOn(disk, now.context, most);
  const grown =
    written === undefined
      ? undefined
      : now.journal === seen.journal
        ? state
        : withTail(disk, state, most);
  if (!written || !grown) {
    return undefined;
  }
  if (written === 'as before') {
    return { ...known, state: { ...grown, published: false }, seen: now };
  }
  const published = written.head === grown.journal.heads[0];
  return {
    ...known,
    state: { ...grown, published, publishedEnd: written.journalBytes },
    seen: now,
  };
}

/** Somebody wrote into a file that had been replaced, and it is not known what. */
export function hasLateWords({ disk, displaced }: Known): boolean {
  return !disk.displaced
    .changed()
    .every((file) =>
      displaced.some((late) => late.file === file && late.signature === signatureOf(file)),
    );
}

/** What has been added to such files cannot be told from what was there. */
export function mustBeReadAnew({ problem, news, marked, keepAside, context }: FilesState): boolean {
  return problem !== undefined || news.length > 0 || marked || keepAside || !context;
}

function signatureOn(disk: OrchestrationFiles, seen: string, most: number): Signature | undefined {
  return asNoted(disk, seen) ?? (disk.contextBytes() > most ? undefined : readWritten(disk));
}

/** The journal's new lines folded in; undefined, and nothing folded, where it did not just grow. */
function withTail(
  disk: OrchestrationFiles,
  state: FilesState,
  most: number,
): FilesState | undefined {
  const { end } = state.journal;
  return (disk.journal.stat()?.size ?? 0) - end > most
    ? undefined
    : withNext(disk, state, Infinity);
}

/** The same with about so many bytes of the new lines; undefined also where one of them is far longer. */
export function withNext(
  disk: OrchestrationFiles,
  state: FilesState,
  bytes: number,
): FilesState | undefined {
  const { journal, context } = state;
  const [head] = journal.heads;
  if (head === undefined || !disk.journal.hasAt(journal.end, head)) {
    return undefined;
  }
  const part = disk.journal.readSome(journal.end, bytes);
  if (!part) {
    return undefined;
  }
  const { records, end, bad } = part;
  const last = records.at(-1);
  if (!follows(journal, records) || !isClean(bad)) {
    return undefined;
  }
  if (!last) {
    return state;
  }
  return {
    ...state,
    context: foldRecords(context, records),
    journal: { seq: last.seq, heads: [last.id], end },
  };
}

/** The same of a large file that Atlas noted when it wrote it, without reading it. */
export function asNoted(disk: OrchestrationFiles, seen: string): Signature | undefined {
  const journalBytes = new SummaryFile(disk).publishedEnd(seen);
  const head = journalBytes === undefined ? undefined : disk.journal.idAt(journalBytes);
  return journalBytes === undefined || head === undefined ? undefined : { head, journalBytes };
}

/** The context file, as long as it says nothing that the journal does not say. */
function readWritten(disk: OrchestrationFiles): Signature | undefined {
  const bytes = readBytesIfThere(disk.contextFile);
  const written = bytes && readSignature(bytes);
  return written && disk.journal.hasAt(written.journalBytes, written.head) ? written : undefined;
}

interface LateEdit extends DisplacedFile {
  readonly theirs: Context;
}

/** Somebody wrote into a file that had just been replaced: an edit like any other, only late. */
function lateEdits(disk: OrchestrationFiles): LateEdit[] {
  return disk.displaced.changed().flatMap((file) => {
    // Looked at before it is read: what is written meanwhile is found by the next look.
    const signature = signatureOf(file);
    const theirs = readLate(file);
    if (!theirs && disk.displaced.isSettled(file)) {
      // It will not become a context any more; what there is of it is kept.
      disk.keepAside(file, 'late');
      disk.displaced.forget(file);
    }
    return theirs ? [{ file, signature, theirs }] : [];
  });
}

function withLate(disk: OrchestrationFiles, state: FilesState, theirs: Context): FilesState {
  const ours = shownContext(state, systemClock.now());
  const edit = ours && editOf(ours, disk.journal.read().records, theirs);
  return edit ? { ...state, news: [...state.news, ...edit] } : state;
}

/** undefined where it is not, or not yet, a context. */
function readLate(file: string): Context | undefined {
  try {
    const bytes = readBytesIfThere(file);
    return bytes && parseContext(decodeContext(bytes, file), file);
  } catch (error) {
    if (error instanceof AtlasError) {
      return undefined;
    }
    throw error;
  }
}

/** The same as long as there is nothing new to see, whoever touched or rewrote the files. */
export function stampOf(known: Known | undefined): string {
  if (!known) {
    return '';
  }
  const { problem, journal, news, marked, keepAside } = known.state;
  const parts = [journal.end, ...journal.heads, marked, keepAside, digestOf(news)];
  return [problem?.message, ...parts].join(' ');
}

/** News may hold a whole context: what they say is summed once, and for a window by its thread. */
const DIGESTS = new WeakMap<FilesState['news'], string>();

export function digestOf(news: FilesState['news']): string {
  if (news.length === 0) {
    return '';
  }
  const digest = DIGESTS.get(news) ?? digestOfText(JSON.stringify(news));
  DIGESTS.set(news, digest);
  return digest;
}

/** For news whose digest somebody else has made. */
export function setDigest(news: FilesState['news'], digest: string): void {
  DIGESTS.set(news, digest);
}

function digestOfText(text: string): string {
  return `${text.length} ${checksum(Buffer.from(text, 'utf8'))}`;
}

/** What people should see of it: everything the files say. */
export function contextToShow({ state }: Known): Context | undefined {
  if (state.news.length === 0) {
    return shownContext(state, systemClock.now());
  }
  const shown = SHOWN.get(state) ?? shownContext(state, systemClock.now());
  if (shown) {
    SHOWN.set(state, shown);
  }
  return shown;
}

/** With news, it is a copy that takes a while. */
const SHOWN = new WeakMap<FilesState, Context>();

/** A context of another program, or of an Atlas without a journal: the first act takes it over. */
export function isUntouched({ state }: Known): boolean {
  return state.news.some(({ type }) => type === 'contextAdopted');
}

/**
 * Edits of the context by others, which a window takes into the journal as soon as it sees them. What a
 * merge left is settled by the next act instead: git may still be at work on these files.
 */
export function hasUnwritten({ state }: Known): boolean {
  const { problem, marked, keepAside, news } = state;
  const settled = !problem && !marked && !keepAside;
  return settled && news.length > 0 && news.every(({ type }) => type === 'contextEdited');
}
