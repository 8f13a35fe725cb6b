import type { AtlasEvent } from '../model/events';
import type { EventCounts } from '../queries/happenings';

/** What is counted, one and many; events that are told otherwise have no words here. */
const WORDS: Partial<Record<AtlasEvent['type'], readonly [string, string]>> = {
  objectiveAdded: ['objective added', 'objectives added'],
  objectiveClosed: ['objective closed', 'objectives closed'],
  taskAdded: ['task added', 'tasks added'],
  taskStarted: ['task started', 'tasks started'],
  taskReopened: ['task reopened', 'tasks reopened'],
  itemEdited: ['item reworded', 'items reworded'],
  decisionEdited: ['question reworded', 'questions reworded'],
  insightEdited: ['insight reworded', 'insights reworded'],
  dependenciesChanged: ['dependency changed', 'dependencies changed'],
  taskPrioritised: ['task prioritised', 'tasks prioritised'],
  taskMoved: ['task moved', 'tasks moved'],
  taskOrdered: ['task put elsewhere', 'tasks put elsewhere'],
  agentSpawned: ['agent spawned', 'agents spawned'],
  agentStarted: ['agent started', 'agents started'],
  insightPromoted: ['insight promoted', 'insights promoted'],
  snapshotImported: ['snapshot imported', 'snapshots imported'],
};

/** "3 tasks added, 1 agent spawned"; empty where there is nothing to count. */
export function countWords(counts: EventCounts): string {
  return Object.entries(WORDS)
    .flatMap(([type, [one, many]]) => {
      const count = counts[type as AtlasEvent['type']] ?? 0;
      return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    })
    .join(', ');
}
