import { AtlasError } from '../errors';
import type { Context } from './context';

/** An insight's place among the insights, counted from 1, and what it says. */
export interface NumberedInsight {
  readonly number: number;
  readonly text: string;
}

/** Every insight in the order they were recorded. Other tools put more than text into the list. */
export function insightsIn(context: Context): NumberedInsight[] {
  return (context.key_insights ?? []).map((insight, index) => ({
    number: index + 1,
    text: wordsOf(insight),
  }));
}

/** By its number, or by its words. @throws AtlasError insightNotFound */
export function findInsight(context: Context, typed: string): NumberedInsight {
  const insights = insightsIn(context);
  const wanted = typed.trim();
  const found =
    insights.find(({ text }) => text.trim() === wanted) ??
    (/^\d+$/.test(wanted) ? insights[Number(wanted) - 1] : undefined);
  if (!found) {
    throw new AtlasError('insightNotFound', { insight: wanted });
  }
  return found;
}

function wordsOf(insight: unknown): string {
  if (typeof insight === 'string') {
    return insight;
  }
  const text: unknown =
    typeof insight === 'object' && insight !== null && 'text' in insight ? insight.text : undefined;
  return typeof text === 'string' ? text : JSON.stringify(insight);
}
