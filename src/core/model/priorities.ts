import type { Task } from './context';

/** How urgent a task is, in the words that Atlas writes; the most urgent first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Words of other tools that mean the same. */
const ALIKE: Readonly<Record<string, Priority>> = { urgent: 'critical', normal: 'medium' };

/** The priority a task was given; undefined where it has none, or one that Atlas does not know. */
export function priorityOf(task: Task): Priority | undefined {
  const given = task['priority'];
  const words = typeof given === 'string' ? given.toLowerCase() : '';
  return (
    PRIORITIES.find((each) => each === words) ??
    (Object.hasOwn(ALIKE, words) ? ALIKE[words] : undefined)
  );
}

/** Its place in a list by urgency; tasks without a priority stand in the middle. */
export function priorityRank(task: Task): number {
  return PRIORITIES.indexOf(priorityOf(task) ?? 'medium');
}
