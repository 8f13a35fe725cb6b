import { isRejected } from './agentStanding';
import type { TaskNode } from './treeNodes';

/** How a task stands, seen by somebody who asks what there is to do about it; the most pressing first. */
export const TASK_STANDINGS = [
  'asks',
  'reported',
  'active',
  'ready',
  'blocked',
  'failed',
  'completed',
  'cancelled',
] as const;
export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** Its state, and while it is active what its agents are waiting for. */
export function taskStanding({ state, waitsFor, agents }: TaskNode): TaskStanding {
  switch (state) {
    case 'pending':
      return waitsFor.length > 0 ? 'blocked' : 'ready';
    case 'active':
      if (agents.some((node) => node.state === 'needs_input')) {
        return 'asks';
      }
      return agents.some((node) => node.state === 'reported' && !isRejected(node.agent))
        ? 'reported'
        : 'active';
    default:
      return state;
  }
}
