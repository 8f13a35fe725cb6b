import { agentState } from '../model/agentStates';
import type { Agent, Context, Task } from '../model/context';

/** What happened after a moment, newest last. */
export interface News {
  readonly completed: readonly Task[];
  readonly reported: readonly Agent[];
  /** Their process ended, or never began, and no report came. */
  readonly withoutReport: readonly Agent[];
}

/** @param since ISO 8601; without it everything there ever was would be new, so nothing is */
export function newsSince(context: Context, since: string | null): News {
  const after = (time: string | undefined): boolean =>
    since !== null && time !== undefined && Date.parse(time) > Date.parse(since);
  const agents = context.spawned_agents ?? [];
  return {
    completed: (context.completed_tasks ?? []).filter((task) => after(task.completed)),
    reported: agents.filter((agent) => after(agent.report?.reported)),
    withoutReport: agents.filter((agent) => {
      const state = agentState(agent);
      return (
        (state === 'exited_without_report' || state === 'failed' || state === 'lost') &&
        after(agent.ended)
      );
    }),
  };
}
