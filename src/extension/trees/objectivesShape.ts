import type { Context } from '../../core/model/context';
import { indexOf } from '../../core/model/contextIndex';
import { agentList, objectiveTree } from '../../core/queries/objectiveTree';
import { arranged, type Arrangement } from '../../core/queries/arrangedTree';
import type { AtlasItem, OfferNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { TreeShape } from './orchestrationTree';

/** The view "Objectives": objective -> tasks -> agents, in the order and with the filter a person chose. */
export function objectivesShape(
  arrangement: () => Arrangement,
  offer: (orchestration: Orchestration) => OfferNode | undefined,
): TreeShape {
  return {
    roots: (orchestration) => {
      const all = orchestration.read(objectiveTree) ?? [];
      const first = all.length > 0 ? offer(orchestration) : undefined;
      return [...(first ? [first] : []), ...arranged(all, arrangement())];
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

function parentOf(
  context: Context,
  item: AtlasItem,
  arrangement: Arrangement,
): AtlasItem | undefined {
  if (item.kind === 'task') {
    const { objective } = item.task;
    const served =
      objective === undefined ? undefined : indexOf(context).find('objective', objective);
    return arranged(objectiveTree(context), arrangement).find((node) => node.objective === served);
  }
  if (item.kind === 'agent') {
    const { task } = item.agent;
    return objectiveTree(context)
      .flatMap(({ tasks }) => tasks)
      .find((node) => node.task.id === task);
  }
  return undefined;
}
