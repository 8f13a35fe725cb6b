import { prepareReplacement, whateverComes, type Replacement } from './atomicFile';
import { formatPublished } from './contextFile';
import { signatureOf } from './contextState';
import type { Known } from './knownFiles';
import { SummaryFile, summaryOf, type Summary } from './summaryFile';

/** A context file up to this size, in bytes, is current whenever a command has returned. */
const SMALL_BYTES = 1_000_000;

/** A larger one is written again when the journal has grown by this many bytes. */
export const LAG_BYTES = 4_000_000;

/** Whether the context is so large that writing it is put off, and reading it avoided. */
export function isLarge({ disk }: Known): boolean {
  return disk.contextBytes() >= SMALL_BYTES;
}

/** Whether a program that ends after this change should write the context file with it. */
export function isDue(known: Known, end: number): boolean {
  return !isLarge(known) || end - known.state.publishedEnd > LAG_BYTES;
}

/** Whether the context file says less than the journal. */
export function lagsBehind({ state }: Known): boolean {
  return !state.published && !state.problem;
}

/** A context file that is on disk and not yet in its place. */
export interface Prepared {
  readonly replacement: Replacement;
  readonly head: string;
  readonly journalBytes: number;
  /** What the file in that place looked like. */
  readonly seen: string;
  /** What the next command has to know; undefined of what is small enough to be read. */
  readonly summary: Summary | undefined;
}

/** The context file as it should be; undefined where it is, or where the files have news for the journal. */
export function prepare(known: Known): Prepared | undefined {
  const { disk, state, seen } = known;
  const [head, other] = state.journal.heads;
  const hasNews = state.news.length > 0 || state.marked || state.keepAside;
  if (!state.context || state.published || state.problem || hasNews) {
    return undefined;
  }
  if (head === undefined || other !== undefined) {
    return undefined;
  }
  const journalBytes = state.journal.end;
  const text = formatPublished({ context: state.context, head, journalBytes });
  const replacement = prepareReplacement(disk.contextFile, text);
  // Already now, because it takes a while, and is to be there as soon as the file is.
  const summary = isLarge(known)
    ? summaryOf(state.context, state.journal, {
        seen: signatureOf(replacement.temporary),
        publishedEnd: journalBytes,
      })
    : undefined;
  return { replacement, head, journalBytes, seen: seen.context, summary };
}

/**
 * Puts it in its place, under the lock. What was written there meanwhile is not written over: the next
 * look finds it, and comes back to this.
 */
export function publish(known: Known, prepared: Prepared): Known {
  const { disk, state } = known;
  const { replacement, head, journalBytes, seen, summary } = prepared;
  if (disk.signatures().context !== seen || !disk.journal.hasAt(journalBytes, head)) {
    replacement.discard();
    return known;
  }
  const written = signatureOf(replacement.temporary);
  if (!disk.publish(replacement, seen)) {
    return known;
  }
  if (summary) {
    new SummaryFile(disk).write(summary);
  }
  const published = state.journal.end === journalBytes;
  return {
    ...known,
    state: { ...state, published, publishedEnd: journalBytes },
    seen: { ...known.seen, context: written },
  };
}

/** Notes what the next command has to know of a large orchestration. */
export function summarize(known: Known): void {
  const { disk, state, seen } = known;
  whateverComes(() => {
    if (state.context && state.publishedEnd > 0 && isLarge(known)) {
      const place = { seen: seen.context, publishedEnd: state.publishedEnd };
      new SummaryFile(disk).write(summaryOf(state.context, state.journal, place));
    }
  });
}
