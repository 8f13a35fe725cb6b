import * as z from 'zod';
import { operation, text } from '../operation';

const input = z.strictObject({ text });

/** Something learnt, and its place among the insights, counted from 1. */
export interface RecordedInsight {
  readonly text: string;
  readonly number: number;
}

/** Records something learnt, in plain words. */
export const recordInsight = operation('recordInsight', input, (_context, { text: insight }) => ({
  events: [{ type: 'insightRecorded', text: insight }],
  result: (after): RecordedInsight => ({
    text: insight,
    number: after.key_insights?.length ?? 0,
  }),
}));
