import type { Agent, Context, Task } from '../model/context';
import { indexOf } from '../model/contextIndex';
import { handOver, type HandedOver } from './handOver';

/** What of the context a mission tells its agent. */
export interface MissionFacts {
  readonly task: Task | undefined;
  /** The agent whose rejected or missing report this one is to do better. */
  readonly follows?: Agent | undefined;
  /** The agent whose report it is to review. */
  readonly reviews?: Agent | undefined;
  /** What is known already. */
  readonly given: HandedOver;
}

export function missionFacts(context: Context, agent: Agent): MissionFacts {
  const index = indexOf(context);
  const find = (id: string | undefined): Agent | undefined =>
    id === undefined ? undefined : index.find('agent', id);
  const task = agent.task === undefined ? undefined : index.find('task', agent.task);
  const [follows, reviews] = [find(agent.follows), find(agent.reviews)];
  const { mission } = agent;
  return {
    task,
    follows,
    reviews,
    // What it follows is told at length, and not once more among the others.
    given: handOver(context, { task, mission, about: reviews, without: [agent.id, follows?.id] }),
  };
}
