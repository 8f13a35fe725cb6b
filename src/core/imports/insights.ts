import { isFields, textAt } from './fields';
import type { ImportedInsight } from './imported';

/** What an insight may say in each of the forms it is met in. */
const KEYS = ['text', 'category', 'timestamp', 'recorded'];

/** An insight as it stands in a list: a plain sentence, or an object with a text. */
function readInsight(value: unknown): ImportedInsight | undefined {
  if (typeof value === 'string') {
    return { text: value };
  }
  const text = isFields(value) ? textAt(value, 'text') : undefined;
  if (!isFields(value) || text === undefined) {
    return undefined;
  }
  const category = textAt(value, 'category');
  const recorded = textAt(value, 'timestamp') ?? textAt(value, 'recorded');
  return {
    text,
    ...(category === undefined ? {} : { category }),
    ...(recorded === undefined ? {} : { recorded }),
  };
}

/** The insights of a list in its order, and those of which something would be lost, as they were. */
export function readInsights(values: readonly unknown[]): {
  insights: ImportedInsight[];
  odd: unknown[];
} {
  return {
    insights: values.map(readInsight).filter((insight) => insight !== undefined),
    odd: values.filter((value) => !isWholly(value, readInsight(value))),
  };
}

function isWholly(value: unknown, insight: ImportedInsight | undefined): boolean {
  if (insight === undefined || !isFields(value)) {
    return insight !== undefined;
  }
  const said = Object.values(insight) as unknown[];
  return Object.keys(value).every((key) => KEYS.includes(key) && said.includes(value[key]));
}
