import * as z from 'zod';
import { knowledgeDocument, knowledgeFile } from '../documents/knowledge';
import type { Context } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { kindOf } from '../model/ids';
import { findInsight } from '../model/insights';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** The insight, by its number or its words. */
  insight: text,
  /** What the history knows of it; the context keeps its words only. */
  category: text.optional(),
  /** Id of the item it was learnt from. */
  origin: text.optional(),
  /** When it was learnt, ISO 8601. */
  recorded: text.optional(),
});

export interface PromotedInsight {
  readonly number: number;
  readonly text: string;
  /** Below `.atlas/`, with forward slashes. */
  readonly file: string;
}

/**
 * Makes an insight a pattern of the knowledge base, `.atlas/knowledge/`, which people and agents read.
 * @throws AtlasError insightNotFound
 */
export const promoteInsight = operation('promoteInsight', input, (context, values, { now }) => {
  const { number, text: words } = findInsight(context, values.insight);
  const { category, recorded, origin } = values;
  const file = knowledgeFile(words);
  const page = knowledgeDocument({
    text: words,
    promoted: now,
    project: context.project_name,
    ...(category === undefined ? {} : { category }),
    ...(recorded === undefined ? {} : { recorded }),
    ...(origin === undefined ? {} : { source: sourceWords(context, origin) }),
  });
  return {
    events: [{ type: 'insightPromoted', text: words, file }],
    // Insights may begin with the same words, and people write into these files too.
    documents: [{ path: `../${file}`, text: page, mode: 'add' }],
    result: (): PromotedInsight => ({ number, text: words, file }),
  };
});

/** The item by its id, and what it is about as far as it is still there. */
function sourceWords(context: Context, id: string): string {
  const kind = kindOf(id);
  const item = kind && indexOf(context).find(kind, id);
  if (!item) {
    return id;
  }
  const words =
    'mission' in item ? item.mission : 'question' in item ? item.question : item.description;
  return `${id}: ${String(words)}`;
}
