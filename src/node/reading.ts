import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import { indexing } from '../core/model/contextIndex';
import type { AtlasEvent } from '../core/model/events';
import type { Slices } from '../core/slices';
import type { FilesState } from './contextState';
import { digestOf, setDigest, type Known } from './knownFiles';
import type { OrchestrationFiles } from './orchestrationFiles';
import { laidOut, parsedBytes } from './slicedJson';
import type { ReadTask } from './threadTasks';

/**
 * What a thread has read. What may be large comes as bytes, whose owner changes without a copy: a window
 * parses them in slices, while objects of that size would be copied for it in one go.
 */
export interface Reading {
  readonly seen: Known['seen'];
  readonly displaced: Known['displaced'];
  readonly facts: Omit<FilesState, 'context' | 'news' | 'problem' | 'shown'>;
  /** `folded`: what the window has. */
  readonly context: Uint8Array | 'folded' | undefined;
  /** `context`: the same as that. */
  readonly shown: Uint8Array | 'context' | undefined;
  readonly news: readonly Uint8Array[];
  readonly digest: string;
  readonly problem?: Pick<AtlasError, 'code' | 'params'>;
}

/** In the thread. */
export function readingOf({ seen, displaced, state }: Known, { folded }: ReadTask): Reading {
  const { context, news, problem, shown, ...facts } = state;
  const [head, other] = state.journal.heads;
  const isFolded =
    folded?.head === head && folded?.end === state.journal.end && other === undefined;
  return {
    seen,
    displaced,
    facts,
    context: context && (isFolded ? 'folded' : laidOut(context)),
    shown: shown && (shown === context ? 'context' : laidOut(shown)),
    news: news.map(laidOut),
    digest: digestOf(news),
    ...(problem ? { problem: { code: problem.code, params: problem.params } } : {}),
  };
}

/** What is to change its owner with a reading. */
export function bytesOf({ context, shown, news }: Reading): ArrayBuffer[] {
  return [context, shown, ...news].flatMap((part) =>
    part instanceof Uint8Array ? [part.buffer as ArrayBuffer] : [],
  );
}

/** In the window. @param folded its context, which is as the thread was told */
export function* knownFrom(
  { seen, displaced, facts, digest, ...read }: Reading,
  disk: OrchestrationFiles,
  folded: Context | undefined,
): Slices<Known> {
  const context =
    read.context === 'folded'
      ? folded
      : ((yield* parsedBytes(read.context)) as Context | undefined);
  const shown =
    read.shown === 'context' ? context : ((yield* parsedBytes(read.shown)) as Context | undefined);
  const news: AtlasEvent[] = [];
  for (const event of read.news) {
    news.push((yield* parsedBytes(event)) as AtlasEvent);
  }
  if (context && context !== folded) {
    yield* indexing(context);
  }
  setDigest(news, digest);
  const problem = read.problem && AtlasError.again(read.problem);
  const state = { ...facts, context, news, ...(problem ? { problem, shown } : {}) };
  return { disk, seen, displaced, state };
}
