import type { Context, Objective } from '../../core/model/context';
import { indexOf } from '../../core/model/contextIndex';
import { arranged, arranging, type Arrangement } from '../../core/queries/arrangedTree';
import { servedBy } from '../../core/model/lookup';
import { agentList, objectiveTree, type ObjectiveNode } from '../../core/queries/objectiveTree';
import { inSlices } from '../../node/slices';
import type { AtlasItem, OfferNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { TreeShape } from './orchestrationTree';

/** The view "Objectives": objective -> tasks -> agents, in the order and with the filter a person chose. */
export function objectivesShape(
  arrangement: () => Arrangement,
  offer: (orchestration: Orchestration) => OfferNode | undefined,
): TreeShape {
  return {
    roots: async (orchestration) => {
      const all = orchestration.read(objectiveTree) ?? [];
      const first = all.length > 0 ? offer(orchestration) : undefined;
      return [...(first ? [first] : []), ...(await inSlices(arranging(all, arrangement())))];
    },
    children: (item) => {
      switch (item.kind) {
        case 'objective':
          return item.tasks;
        case 'task':
          return item.agents;
        default:
          return [];
      }
    },
    parent: (item, orchestration) =>
      orchestration.read((context) => parentOf(context, item, arrangement())),
  };
}

/** The view "Agents": every one of them, what needs a person first. */
export const AGENTS_SHAPE: TreeShape = {
  roots: (orchestration) => orchestration.read(agentList) ?? [],
  children: () => [],
  parent: () => undefined,
};

/** The row of an objective or a task; undefined where there is none, or a filter leaves it out. */
export function objectivesRow(
  context: Context,
  id: string,
  arrangement: Arrangement,
): AtlasItem | undefined {
  const index = indexOf(context);
  const objective = index.find('objective', id);
  if (objective) {
    return objectiveRow(context, objective, arrangement);
  }
  const task = index.find('task', id);
  const served = task && objectiveRow(context, servedBy(context, task), arrangement);
  return served?.tasks.find((node) => node.task === task);
}

function parentOf(
  context: Context,
  item: AtlasItem,
  arrangement: Arrangement,
): AtlasItem | undefined {
  if (item.kind === 'task') {
    return objectiveRow(context, servedBy(context, item.task), arrangement);
  }
  if (item.kind === 'agent') {
    const { task } = item.agent;
    return task === undefined ? undefined : objectivesRow(context, task, arrangement);
  }
  return undefined;
}

/** Only this one is looked at: arranging all of them takes long where there are words to look for. */
function objectiveRow(
  context: Context,
  objective: Objective | undefined,
  arrangement: Arrangement,
): ObjectiveNode | undefined {
  const own = objectiveTree(context).filter((node) => node.objective === objective);
  return arranged(own, arrangement)[0];
}
