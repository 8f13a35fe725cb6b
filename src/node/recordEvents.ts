import { foldRecords } from '../core/journal/history';
import type { Plan } from '../core/ports';
import { prepareReplacement, whateverComes } from './atomicFile';
import { formatPublished } from './contextFile';
import { recordsOf } from './journalRecords';
import type { Known } from './knownFiles';
import { isDue } from './publishing';

export interface RecordOptions {
  readonly actor: string;
  /** Whether the context file is written with it, unless it is large. */
  readonly publish: boolean;
}

/**
 * Appends events to the journal: when this returns, they have happened. The context that is known is
 * changed in place; when this throws, it is spoilt and has to be read again.
 * @throws the error of the file system; then nothing has happened
 */
export function recordEvents(
  { disk, state, seen, displaced }: Known,
  { at, events }: Plan,
  { actor, publish }: RecordOptions,
): Known {
  const records = recordsOf(state, events, { at, actor });
  const { lines, end } = disk.journal.encode(records, state.journal.end);
  const context = foldRecords(state.context, records);
  const last = records.at(-1);
  if (!context || !last) {
    throw new Error('Events without an orchestration');
  }
  const due = publish && isDue({ disk, state, seen, displaced }, end);
  // Everything that may fail for want of room comes before the events have happened.
  const replacement = due
    ? prepareReplacement(
        disk.contextFile,
        formatPublished({ context, head: last.id, journalBytes: end }),
      )
    : undefined;
  try {
    disk.journal.append(lines);
  } catch (error) {
    replacement?.discard();
    throw error;
  }
  const published =
    whateverComes(() => replacement && disk.publish(replacement, seen.context)) ?? false;
  whateverComes(() => {
    displaced.forEach((late) => {
      disk.displaced.taken(late);
    });
  });
  const now = whateverComes(() => disk.signatures()) ?? UNSEEN;
  return {
    disk,
    state: {
      context,
      journal: { seq: last.seq, heads: [last.id], end },
      news: [],
      published,
      publishedEnd: published ? end : state.publishedEnd,
      marked: false,
      keepAside: false,
    },
    seen: published ? now : { ...now, context: seen.context },
    displaced: [],
  };
}

/** Looks like no file: the next look reads all anew. */
const UNSEEN = { context: 'unseen', journal: 'unseen' };
