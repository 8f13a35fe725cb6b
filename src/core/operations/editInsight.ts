import * as z from 'zod';
import { AtlasError } from '../errors';
import { findInsight, type NumberedInsight } from '../model/insights';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** The insight, by its number or its words. */
  insight: text,
  /** What it says from now on. */
  text,
});

/**
 * Says something that was learnt in other words. It keeps its place, and where it came from. A page of the
 * knowledge base that was made of it stays as people have written it since.
 * @throws AtlasError insightNotFound, notEditable where another tool put more than words there
 */
export const editInsight = operation('editInsight', input, (context, values) => {
  const { number, text: before } = findInsight(context, values.insight);
  if (typeof context.key_insights?.[number - 1] !== 'string') {
    throw new AtlasError('notEditable', { id: `Insight ${number}` });
  }
  const now = values.text;
  return {
    events: before === now ? [] : [{ type: 'insightEdited', before, text: now }],
    result: (): NumberedInsight => ({ number, text: now }),
  };
});
