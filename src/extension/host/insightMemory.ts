import type { JournalRecord } from '../../core/journal/record';
import { rememberedInsights, type RememberedInsight } from '../../core/queries/rememberedInsights';
import type { Orchestration } from './orchestration';

interface Known {
  records: readonly JournalRecord[];
  /** When the last event was recorded that was read, ISO 8601. */
  until: string | undefined;
}

/**
 * Where insights came from. The context keeps their words only, and the history is read once: after that
 * only what was added to it.
 */
export class InsightMemory {
  readonly #known = new WeakMap<Orchestration, Known>();

  /** Every insight, the latest first. */
  async latest(orchestration: Orchestration): Promise<RememberedInsight[]> {
    const records = await this.#records(orchestration);
    return (
      orchestration.read((context) => rememberedInsights(context, records))?.toReversed() ?? []
    );
  }

  async #records(orchestration: Orchestration): Promise<readonly JournalRecord[]> {
    const before = this.#known.get(orchestration);
    const news = await orchestration.history(before?.until);
    const merged = news.some(({ event }) => event.type === 'branchesMerged');
    // What another branch brought may have been recorded long before.
    const all = before && merged ? await orchestration.history() : news;
    const told = all.filter(isAboutInsights);
    const ids = new Set(told.map(({ id }) => id));
    const kept = before && !merged ? before.records.filter(({ id }) => !ids.has(id)) : [];
    const records = [...kept, ...told];
    this.#known.set(orchestration, { records, until: all.at(-1)?.time ?? before?.until });
    return records;
  }
}

function isAboutInsights({ event }: JournalRecord): boolean {
  switch (event.type) {
    case 'insightRecorded':
    case 'insightEdited':
    case 'insightPromoted':
      return true;
    case 'contextEdited':
      return event.changes.some(
        (change) => change.op === 'addValue' && change.list === 'key_insights',
      );
    default:
      return false;
  }
}
