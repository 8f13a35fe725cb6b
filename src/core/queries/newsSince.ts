import { agentState } from '../model/agentStates';
import type { Agent, Context, Task } from '../model/context';
import { filtering, type Slices } from '../slices';

/** What happened after a moment, newest last. */
export interface News {
  readonly completed: readonly Task[];
  readonly reported: readonly Agent[];
  /** Their process ended, or never began, and no report came. */
  readonly withoutReport: readonly Agent[];
}

/** @param since ISO 8601; without it everything there ever was would be new, so nothing is */
export function* newsSince(context: Context, since: string | null): Slices<News> {
  if (since === null) {
    return { completed: [], reported: [], withoutReport: [] };
  }
  const from = Date.parse(since);
  const after = (time: string | undefined): boolean =>
    time !== undefined &&
    (isPlain(time) && isPlain(since) ? time > since : Date.parse(time) > from);
  const agents = context.spawned_agents ?? [];
  return {
    completed: yield* filtering(context.completed_tasks ?? [], (task) => after(task.completed)),
    reported: yield* filtering(agents, (agent) => after(agent.report?.reported)),
    withoutReport: yield* filtering(agents, (agent) => {
      const state = agentState(agent);
      return (
        (state === 'exited_without_report' || state === 'failed' || state === 'lost') &&
        after(agent.ended)
      );
    }),
  };
}

/** As Atlas writes a moment, `2026-01-01T10:00:00.000Z`: text order is their order, and ten times as fast. */
function isPlain(time: string): boolean {
  return time.length === 24 && time[10] === 'T' && time[23] === 'Z';
}
