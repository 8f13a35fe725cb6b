import type { JournalRecord } from '../journal/record';
import type { AtlasEvent } from '../model/events';
import { kindOf } from '../model/ids';

/** What a person, or an agent that leads, does to an orchestration. */
const ACTS: ReadonlySet<AtlasEvent['type']> = new Set<AtlasEvent['type']>([
  'contextImported',
  'objectiveAdded',
  'objectiveClosed',
  'taskAdded',
  'taskStarted',
  'taskCompleted',
  'taskFailed',
  'taskCancelled',
  'taskReopened',
  'decisionRaised',
  'decisionMade',
  'decisionJudged',
  'insightRecorded',
  'insightPromoted',
  'agentSpawned',
  'agentLaunched',
  'agentCancelled',
  'agentVerified',
]);

/**
 * Whether somebody orchestrated. What agents say of themselves, what is seen of their processes, and the
 * beginning, saving and end of sessions are no such acts.
 */
export function isAct({ event, actor }: JournalRecord): boolean {
  return ACTS.has(event.type) && kindOf(actor) !== 'agent';
}
