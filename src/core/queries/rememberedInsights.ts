import type { JournalRecord } from '../journal/record';
import type { Context } from '../model/context';
import { insightsIn } from '../model/insights';
import { AT_ONCE, atOnce, type Slices } from '../slices';

/** Something learnt, with what the history knows of it; null where it knows nothing. */
export interface RememberedInsight {
  /** Its place among the insights, counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly category: string | null;
  /** Id of the item it was learnt from. */
  readonly origin: string | null;
  /** When it was learnt, ISO 8601. */
  readonly time: string | null;
  /** The session it was learnt in. */
  readonly session: string | null;
  /** The file of the knowledge base it was promoted to, below `.atlas/`. */
  readonly promoted: string | null;
}

type Origin = Pick<RememberedInsight, 'category' | 'origin' | 'time' | 'session'>;

const UNKNOWN: Origin = { category: null, origin: null, time: null, session: null };

/**
 * The insights of the context in its order, each with what the history tells of it. The context keeps
 * their words only; where the same words stand there more than once, the last of them belong to the
 * last events, because insights are added at the end.
 */
export function rememberedInsights(
  context: Context,
  records: readonly JournalRecord[],
): RememberedInsight[] {
  return atOnce(rememberingInsights(context, records));
}

/** The same with places to stop. */
export function* rememberingInsights(
  context: Context,
  records: readonly JournalRecord[],
): Slices<RememberedInsight[]> {
  const known: Known = { origins: new Map(), promoted: new Map() };
  for (let at = 0; at < records.length; at += AT_ONCE) {
    noteKnown(known, records.slice(at, at + AT_ONCE));
    yield;
  }
  const { origins, promoted } = known;
  const insights = insightsIn(context).reverse();
  const remembered: RememberedInsight[] = [];
  for (const [index, { number, text }] of insights.entries()) {
    remembered.push({
      number,
      text,
      ...(origins.get(text)?.pop() ?? UNKNOWN),
      promoted: promoted.get(text) ?? null,
    });
    if (index % AT_ONCE === AT_ONCE - 1) {
      yield;
    }
  }
  return remembered.reverse();
}

interface Known {
  /** Where each text came from, oldest first. */
  readonly origins: Map<string, Origin[]>;
  readonly promoted: Map<string, string>;
}

function noteKnown({ origins, promoted }: Known, records: readonly JournalRecord[]): void {
  const noteOrigin = (text: string, origin: Origin): void => {
    const before = origins.get(text);
    if (before) {
      before.push(origin);
    } else {
      origins.set(text, [origin]);
    }
  };
  for (const { event, time, session } of records) {
    switch (event.type) {
      case 'insightRecorded': {
        const { text, category = null, origin = null, recorded } = event;
        // What was learnt before it came here was not learnt in the session that took it over.
        const learnt =
          recorded === undefined ? { time, session } : { time: recorded, session: null };
        noteOrigin(text, { category, origin, ...learnt });
        break;
      }
      case 'insightPromoted':
        promoted.set(event.text, event.file);
        break;
      case 'insightEdited': {
        // What it is called otherwise came from where it came from, and is the page it was.
        const origin = origins.get(event.before)?.shift();
        const file = promoted.get(event.before);
        noteOrigin(event.text, origin ?? UNKNOWN);
        if (file !== undefined) {
          promoted.set(event.text, file);
        }
        break;
      }
      case 'contextEdited':
        for (const change of event.changes) {
          if (
            change.op === 'addValue' &&
            change.list === 'key_insights' &&
            typeof change.value === 'string'
          ) {
            noteOrigin(change.value, { ...UNKNOWN, time, session });
          }
        }
        break;
      default:
    }
  }
}
