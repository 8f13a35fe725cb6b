import type { Context, Objective } from '../../core/model/context';
import { indexOf } from '../../core/model/contextIndex';
import {
  arrangedObjective,
  arranging,
  isTaskShown,
  type Arrangement,
} from '../../core/queries/arrangedTree';
import { servedBy } from '../../core/model/lookup';
import type { ObjectiveNode } from '../../core/queries/treeNodes';
import {
  agentList,
  growingTree,
  objectiveTree,
  taskNodeOf,
} from '../../core/queries/objectiveTree';
import type { Slices } from '../../core/slices';
import { readInSlices } from '../../node/readInSlices';
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
      const { isEmpty = true, shown = [] } =
        (await readInSlices(orchestration, (context) => tree(context, arrangement()))) ?? {};
      const first = isEmpty ? undefined : offer(orchestration);
      return [...(first ? [first] : []), ...shown];
    },
    children: async (item, orchestration, look) => {
      switch (item.kind) {
        case 'objective': {
          const looked = await readInSlices(orchestration, function* () {
            return { at: look(yield* item.makingTasks()) };
          });
          return looked ? looked.at : look([]);
        }
        case 'task':
          return look(item.agents);
        default:
          return look([]);
      }
    },
    parent: (item, orchestration) =>
      orchestration.read((context) => parentOf(context, item, arrangement())),
  };
}

function* tree(
  context: Context,
  arrangement: Arrangement,
): Slices<{ readonly isEmpty: boolean; readonly shown: readonly ObjectiveNode[] }> {
  const all = yield* growingTree(context);
  return { isEmpty: all.length === 0, shown: yield* arranging(all, arrangement) };
}

/** The view "Agents": every one of them, what needs a person first. */
export const AGENTS_SHAPE: TreeShape = {
  roots: (orchestration) => orchestration.read(agentList) ?? [],
  children: (_item, _orchestration, look) => look([]),
  parent: () => undefined,
};

/** The row of an objective or a task; undefined where there is none, or a filter leaves it out. */
export function* objectivesRow(
  context: Context,
  id: string,
  arrangement: Arrangement,
): Slices<AtlasItem | undefined> {
  const index = indexOf(context);
  const objective = index.find('objective', id);
  if (objective) {
    const [row] = yield* arranging(ownNode(context, objective), arrangement);
    return row;
  }
  const task = index.find('task', id);
  const [served] = task ? ownNode(context, servedBy(context, task)) : [];
  const node = task && taskNodeOf(context, task);
  return node && served && isTaskShown(node, served, arrangement) ? node : undefined;
}

/** Of a row that is shown: what it hangs below is shown as well. */
function parentOf(
  context: Context,
  item: AtlasItem,
  arrangement: Arrangement,
): AtlasItem | undefined {
  if (item.kind === 'task') {
    const [node] = ownNode(context, servedBy(context, item.task));
    return node && arrangedObjective(node, arrangement);
  }
  if (item.kind === 'agent') {
    const { task: id } = item.agent;
    const task = id === undefined ? undefined : indexOf(context).find('task', id);
    return task && taskNodeOf(context, task);
  }
  return undefined;
}

/** Only this one is looked at: arranging all of them takes long where there are words to look for. */
function ownNode(context: Context, objective: Objective | undefined): ObjectiveNode[] {
  return objectiveTree(context).filter((node) => node.objective === objective);
}
