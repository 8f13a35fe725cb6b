import * as fs from 'node:fs';
import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import { indexing } from '../core/model/contextIndex';
import type { Slices } from '../core/slices';
import { claimedSignature, published, type Claim, type Signature } from './contextFile';
import { signatureOf } from './contextState';
import { checksumAfter, inHex } from './journalLine';
import { asNoted, goOn, hasLateWords, mustBeReadAnew, withNext, type Known } from './knownFiles';
import type { OrchestrationFiles } from './orchestrationFiles';
import { knownFrom } from './reading';
import { parseLaidOut } from './slicedJson';
import { SLICE_BYTES, inSlices } from './slices';
import type { Thread } from './windowThread';

export interface ApproachOptions {
  readonly thread: Thread;
  /** So much of the files may be read at once, in bytes. */
  readonly nearBytes: number;
}

/** Where a store keeps what it knows. Others may change it whenever a slice has ended. */
export interface KnownPlace {
  get(): Known | undefined;
  set(known: Known): void;
}

/**
 * Brings what a window knows near enough to the files for the rest to be read at once, and never keeps
 * the window from anything else for longer than a slice. What is found is put into its place as long as
 * that is as it was; otherwise it is thrown away, and whoever asked asks again.
 * @param disk the files of which something is to be known
 * @throws the error of the file system
 */
export async function approach(
  disk: OrchestrationFiles,
  place: KnownPlace,
  { thread, nearBytes }: ApproachOptions,
): Promise<void> {
  const isNear =
    place.get()?.disk.slug === disk.slug
      ? await goNear(disk, place, nearBytes)
      : await open(disk, place);
  if (!isNear) {
    await readByThread(disk, place, thread);
  }
}

/** False where only reading all of it can tell. */
async function goNear(
  disk: OrchestrationFiles,
  place: KnownPlace,
  nearBytes: number,
): Promise<boolean> {
  const known = place.get();
  if (!known || hasLateWords(known) || mustBeReadAnew(known.state)) {
    return false;
  }
  return (
    (await noteContextFile(disk, place)) &&
    (await inSlices(tail(disk, place, nearBytes))) &&
    goOnFrom(place, nearBytes)
  );
}

/** The rest; false where it does not go on from what is known, however little it is. */
function goOnFrom(place: KnownPlace, nearBytes: number): boolean {
  const known = place.get();
  const next = known && goOn(known, nearBytes);
  if (next) {
    place.set(next);
  }
  return next !== undefined;
}

/** The usual case of a first look: a file as Atlas wrote it, and some lines of the journal after it. */
async function open(disk: OrchestrationFiles, place: KnownPlace): Promise<boolean> {
  const before = place.get();
  // Looked at before they are read: what is written meanwhile is found by the next look.
  const seen = disk.signatures();
  if (seen.context === 'none' || disk.displaced.changed().length > 0) {
    return false;
  }
  const bytes = await fs.promises.readFile(disk.contextFile);
  const signature = await inSlices(checked(bytes));
  if (!signature || !disk.journal.hasAt(signature.journalBytes, signature.head)) {
    return false;
  }
  const context = await parse(bytes, signature, disk.shown(disk.contextFile));
  if (!context) {
    return false;
  }
  const { head, journalBytes: end } = signature;
  const isWhole = disk.journal.stat()?.size === end;
  if (place.get() === before) {
    place.set({
      disk,
      displaced: [],
      seen: isWhole ? seen : { ...seen, journal: BEHIND },
      state: {
        context,
        journal: { seq: context.atlas?.revision ?? 0, heads: [head], end },
        news: [],
        published: isWhole,
        publishedEnd: end,
        marked: false,
        keepAside: false,
      },
    });
  }
  return true;
}

/** Looks like no file. */
const BEHIND = 'behind';

async function parse(
  bytes: Buffer,
  signature: Signature,
  file: string,
): Promise<Context | undefined> {
  try {
    const { context } = published(await inSlices(parseLaidOut(bytes)), signature, file);
    await inSlices(indexing(context));
    return context;
  } catch (error) {
    // Of a newer form: whoever reads all of it says so.
    if (error instanceof AtlasError) {
      return undefined;
    }
    throw error;
  }
}

/** Where somebody wrote the context file: whether it says nothing that the journal does not say. */
async function noteContextFile(disk: OrchestrationFiles, place: KnownPlace): Promise<boolean> {
  const seen = signatureOf(disk.contextFile);
  if (seen === place.get()?.seen.context || asNoted(disk, seen)) {
    return true;
  }
  const signature = await inSlices(checked(await fs.promises.readFile(disk.contextFile)));
  if (!signature || !disk.journal.hasAt(signature.journalBytes, signature.head)) {
    return false;
  }
  const known = place.get();
  if (known?.disk.slug === disk.slug) {
    const { state } = known;
    place.set({
      ...known,
      seen: { ...known.seen, context: seen },
      state: {
        ...state,
        published: state.journal.heads[0] === signature.head,
        publishedEnd: signature.journalBytes,
      },
    });
  }
  return true;
}

function* checked(bytes: Buffer): Slices<Signature | undefined> {
  const claim: Claim | undefined = claimedSignature(bytes);
  let sum = 0;
  for (let at = 0; claim && at < claim.body.length; at += SUMMED_BYTES) {
    sum = checksumAfter(sum, claim.body.subarray(at, at + SUMMED_BYTES));
    yield;
  }
  return claim?.sum === inHex(sum) ? claim.signature : undefined;
}

/** Summing is that much faster than parsing. */
const SUMMED_BYTES = 16 * SLICE_BYTES;

/** Folds the journal's new lines until few are left; false where they do not go on from what is known. */
function* tail(disk: OrchestrationFiles, place: KnownPlace, nearBytes: number): Slices<boolean> {
  for (;;) {
    const known = place.get();
    if (known?.disk.slug !== disk.slug) {
      return false;
    }
    const { state, seen } = known;
    if ((disk.journal.stat()?.size ?? 0) - state.journal.end <= nearBytes) {
      return true;
    }
    const grown = withNext(disk, state, SLICE_BYTES);
    if (!grown || grown === state) {
      return false;
    }
    // In place, so it is known at once.
    place.set({
      ...known,
      state: { ...grown, published: false },
      seen: { ...seen, journal: BEHIND },
    });
    yield;
  }
}

async function readByThread(
  disk: OrchestrationFiles,
  place: KnownPlace,
  thread: Thread,
): Promise<void> {
  const before = place.get();
  const state = before?.disk.slug === disk.slug && !before.state.problem ? before.state : undefined;
  const [head, other] = state?.context ? state.journal.heads : [];
  const reading = await thread.read({
    root: disk.root,
    slug: disk.slug,
    folded:
      state && head !== undefined && other === undefined
        ? { head, end: state.journal.end }
        : undefined,
  });
  if (place.get() === before) {
    const known = await inSlices(knownFrom(reading, disk, state?.context));
    if (place.get() === before) {
      place.set(known);
    }
  }
}
