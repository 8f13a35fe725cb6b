import * as path from 'node:path';
import { follows } from '../core/journal/order';
import type { JournalHead, JournalRecord } from '../core/journal/record';
import type { Bookkeeping, Context, Metrics, Objective, Task } from '../core/model/context';
import { indexOf, setIndex, type ContextIndex, type Items } from '../core/model/contextIndex';
import { dependsOn } from '../core/model/taskStates';
import { ITEM_KINDS, numberIn, type ItemKind } from '../core/model/ids';
import { overview, type Overview } from '../core/queries/overview';
import { errorCode, replaceFile } from './atomicFile';
import { signatureOf } from './contextState';
import { readIfThere } from './documents';
import type { OrchestrationFiles } from './orchestrationFiles';

/**
 * What a command needs to know of a large orchestration to add something or to say where it stands,
 * without reading it: a cache in `local/`, good as long as nothing but simple additions came after it.
 */
export interface Summary {
  readonly format: typeof FORMAT;
  readonly journal: JournalHead & { readonly end: number };
  /** What the context file looked like; another look means that somebody wrote it. */
  readonly contextFile: string;
  /** Up to where the context file says what the journal says, in bytes. */
  readonly publishedEnd: number;
  /** The context without its lists. */
  readonly header: Header;
  /** The highest number of each kind, in digits. */
  readonly highest: Readonly<Record<ItemKind, string>>;
  readonly overview: Overview;
}

/** Another Atlas may have written it in another form. */
const FORMAT = 2;

interface Header {
  readonly project_name: string;
  readonly last_session?: string | null | undefined;
  readonly metrics?: Metrics | undefined;
  readonly atlas?: Bookkeeping | undefined;
}

export class SummaryFile {
  readonly #file: string;
  readonly #disk: OrchestrationFiles;

  constructor(disk: OrchestrationFiles) {
    this.#file = path.join(disk.localFolder, `${disk.slug}.summary.json`);
    this.#disk = disk;
  }

  /** Up to where the context file says what the journal says, if it still is the one that was noted. */
  publishedEnd(seen: string): number | undefined {
    const summary = this.#noted();
    return summary?.contextFile === seen ? summary.publishedEnd : undefined;
  }

  /** The summary as of now; undefined where only reading everything can tell. */
  read(): Summary | undefined {
    const summary = this.#noted();
    if (summary?.contextFile !== signatureOf(this.#disk.contextFile)) {
      return undefined;
    }
    const { end, heads } = summary.journal;
    if (
      !this.#disk.journal.hasAt(end, heads[0] ?? '') ||
      this.#disk.displaced.changed().length > 0
    ) {
      return undefined;
    }
    const tail = this.#disk.journal.read(end);
    return follows(summary.journal, tail.records) && tail.bad.length === 0
      ? afterRecords(summary, tail.records, tail.end)
      : undefined;
  }

  /** Best effort: a summary that could not be written is missing, and a stale one is found out. */
  write(summary: Summary): void {
    try {
      replaceFile(this.#file, JSON.stringify(summary), { synced: false });
    } catch (error) {
      if (errorCode(error) === undefined) {
        throw error;
      }
    }
  }

  /** As it was noted last; undefined where there is none, or none of our form. */
  #noted(): Summary | undefined {
    try {
      const text = readIfThere(this.#file);
      const summary = text === undefined ? undefined : (JSON.parse(text) as Summary);
      return summary?.format === FORMAT ? summary : undefined;
    } catch (error) {
      // Cut off by a crash; it is only a cache.
      if (error instanceof SyntaxError) {
        return undefined;
      }
      throw error;
    }
  }
}

export function summaryOf(
  context: Context,
  journal: Summary['journal'],
  { seen, publishedEnd }: { readonly seen: string; readonly publishedEnd: number },
): Summary {
  const index = indexOf(context);
  const { project_name, last_session, metrics, atlas } = context;
  const {
    closed_tasks: _closed,
    decisions_made: _made,
    imports: _imports,
    ...bookkeeping
  } = atlas ?? { schema_version: 0, revision: 0 };
  return {
    format: FORMAT,
    journal,
    contextFile: seen,
    publishedEnd,
    header: { project_name, last_session, metrics, atlas: bookkeeping },
    highest: Object.fromEntries(
      ITEM_KINDS.map((kind) => [kind, String(index.highest(kind))]),
    ) as Summary['highest'],
    overview: overview(context),
  };
}

/** The summary after additions; undefined where an event changes more than a count. */
export function afterRecords(
  summary: Summary,
  records: readonly JournalRecord[],
  end: number,
): Summary | undefined {
  let { highest } = summary;
  let counts = summary.overview.status;
  for (const { event } of records) {
    switch (event.type) {
      case 'taskAdded': {
        if (dependsOn(event.task).length > 0) {
          return undefined;
        }
        highest = raised(highest, 'task', event.task.id);
        const { tasks } = counts;
        counts = {
          ...counts,
          phase: counts.phase === 'strategic planning' ? 'agent orchestration' : counts.phase,
          tasks: { ...tasks, pending: tasks.pending + 1, ready: tasks.ready + 1 },
        };
        break;
      }
      case 'objectiveAdded':
        if (counts.phase === 'context establishment') {
          return undefined;
        }
        highest = raised(highest, 'objective', event.objective.id);
        counts = {
          ...counts,
          objectives: { ...counts.objectives, active: counts.objectives.active + 1 },
        };
        break;
      case 'insightRecorded':
        counts = { ...counts, insights: counts.insights + 1 };
        break;
      default:
        return undefined;
    }
  }
  const last = records.at(-1);
  const journal = last ? { seq: last.seq, heads: [last.id], end } : { ...summary.journal, end };
  return { ...summary, highest, overview: { ...summary.overview, status: counts }, journal };
}

function raised(highest: Summary['highest'], kind: ItemKind, id: string): Summary['highest'] {
  const number = numberIn(kind, id);
  return number > BigInt(highest[kind]) ? { ...highest, [kind]: String(number) } : highest;
}

/** A context whose lists are not there until somebody asks for one of them. */
export interface LazyContext {
  readonly context: Context;
  /** Whether somebody did. */
  readonly wasRead: () => boolean;
  /** Items that were added to it meanwhile, and are found without reading the rest. */
  add(records: readonly JournalRecord[]): void;
}

/** @param read reads the whole of it */
export function lazyContext(summary: Summary, read: () => Context): LazyContext {
  let whole: Context | undefined;
  const all = (): Context => (whole ??= read());
  const context = { ...summary.header } as Context;
  for (const key of LISTS) {
    Object.defineProperty(context, key, { get: () => all()[key], enumerable: true });
  }
  const index = new LazyIndex(summary, () => indexOf(all()));
  setIndex(context, index);
  return {
    context,
    wasRead: () => whole !== undefined,
    add: (records) => {
      records.forEach(({ event }) => {
        if (event.type === 'taskAdded') {
          index.added.task.set(event.task.id, event.task);
        } else if (event.type === 'objectiveAdded') {
          index.added.objective.set(event.objective.id, event.objective);
        } else if (event.type === 'insightRecorded') {
          index.insights += 1;
        }
      });
    },
  };
}

const LISTS = [
  'created_date',
  'objectives',
  'completed_tasks',
  'active_tasks',
  'pending_decisions',
  'key_insights',
  'spawned_agents',
] as const;

class LazyIndex implements ContextIndex {
  readonly added = { task: new Map<string, Task>(), objective: new Map<string, Objective>() };
  insights: number;
  readonly #summary: Summary;
  readonly #whole: () => ContextIndex;

  constructor(summary: Summary, whole: () => ContextIndex) {
    this.#summary = summary;
    this.#whole = whole;
    this.insights = summary.overview.status.insights;
  }

  highest(kind: ItemKind): bigint {
    return BigInt(this.#summary.highest[kind]);
  }

  find<K extends ItemKind>(kind: K, id: string): Items[K] | undefined {
    const added =
      kind === 'task' ? this.added.task : kind === 'objective' ? this.added.objective : undefined;
    return (added?.get(id) as Items[K] | undefined) ?? this.#whole().find(kind, id);
  }

  listOf(task: string): ReturnType<ContextIndex['listOf']> {
    return this.added.task.has(task) ? 'active_tasks' : this.#whole().listOf(task);
  }
}
