import * as z from 'zod';
import { isFields } from './fields';

/**
 * The context of older scripts, `orchestrator/context.json`. Real files lack some keys and have others
 * besides; what Atlas reads must have the right form where it is there.
 */

const words = z.string().nullish();

const OlderObjective = z.looseObject({
  id: words,
  text: words,
  description: words,
  created: words,
  status: words,
});

const OlderTask = z.looseObject({
  id: words,
  description: words,
  text: words,
  assigned_to: words,
  created_at: words,
  completed_at: words,
  status: words,
});

const OlderAgent = z.looseObject({
  id: words,
  type: words,
  mission: words,
  spawned_at: words,
  status: words,
});

const OlderInsight = z.union(
  [z.string(), z.looseObject({ text: words, category: words, timestamp: words })],
  { error: 'expected a text, or an object with text, category and timestamp' },
);

export const OlderContext = z.looseObject({
  project_id: words,
  project_name: words,
  start_date: words,
  objectives: z.array(OlderObjective).nullish(),
  insights: z.array(OlderInsight).nullish(),
  active_agents: z.array(OlderAgent).nullish(),
  tasks: z.array(OlderTask).nullish(),
});
export type OlderContext = z.infer<typeof OlderContext>;

/** Whether a file has the shape of the older layout, whatever it is called. */
export function looksOlder(value: unknown): boolean {
  if (!isFields(value)) {
    return false;
  }
  const has = (key: string): boolean => Object.hasOwn(value, key);
  return (
    !['active_tasks', 'completed_tasks'].some(has) &&
    (has('project_id') || (has('start_date') && ['tasks', 'active_agents', 'insights'].some(has)))
  );
}
