import * as z from 'zod';
import { findAnyItem } from '../model/anyItem';
import { indexOf } from '../model/contextIndex';
import type { Insight } from '../model/events';
import { operation, text } from '../operation';

const input = z.strictObject({
  text,
  /** What it is about, in a word of one's own: technical, critical, general, … */
  category: text.optional(),
  /** Id of the item it was learnt from. */
  origin: text.optional(),
});

/** Something learnt, and its place among the insights, counted from 1. */
export interface RecordedInsight extends Insight {
  readonly number: number;
}

/**
 * Records something learnt, in plain words, and where it came from.
 * @throws AtlasError itemNotFound, itemUnclear, objectiveNotFound, taskNotFound, agentNotFound,
 *   decisionNotFound: all of the item it came from
 */
export const recordInsight = operation('recordInsight', input, (context, values) => {
  const { text: words, category, origin } = values;
  const insight: Insight = {
    text: words,
    ...(category === undefined ? {} : { category }),
    ...(origin === undefined ? {} : { origin: findAnyItem(context, origin).item.id }),
  };
  return {
    events: [{ type: 'insightRecorded', ...insight }],
    result: (after): RecordedInsight => ({
      ...insight,
      number: indexOf(after).insights,
    }),
  };
});
