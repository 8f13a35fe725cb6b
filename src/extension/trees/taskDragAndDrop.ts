import * as vscode from 'vscode';
import { moveTask } from '../../core/operations/moveTask';
import { VIEWS } from '../contributions';
import { AtlasNode, type AtlasItem } from '../host/atlasNode';
import type { Faults } from '../host/faults';
import type { Orchestration } from '../host/orchestration';

/** VS Code's own kind of what is dragged in this view. */
const MIME = `application/vnd.code.tree.${VIEWS.objectives.toLowerCase()}`;

/**
 * Tasks are dragged onto an objective, which they serve from then on; onto a task, whose objective is meant;
 * onto the group without an objective, or onto nothing, where they serve none.
 */
export class TaskDragAndDrop implements vscode.TreeDragAndDropController<AtlasNode> {
  readonly dragMimeTypes = [MIME];
  readonly dropMimeTypes = [MIME];
  readonly #faults: Faults;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  handleDrag(source: readonly AtlasNode[], dragged: vscode.DataTransfer): void {
    const tasks = source.filter(({ item }) => item.kind === 'task');
    if (tasks.length > 0) {
      dragged.set(MIME, new vscode.DataTransferItem(tasks));
    }
  }

  async handleDrop(target: AtlasNode | undefined, dragged: vscode.DataTransfer): Promise<void> {
    const found: unknown = dragged.get(MIME)?.value;
    const nodes = (Array.isArray(found) ? (found as unknown[]) : []).filter(
      (each) => each instanceof AtlasNode,
    );
    try {
      for (const { orchestration, item } of nodes) {
        const objective = target ? objectiveAt(target, orchestration) : null;
        const isMoved =
          item.kind === 'task' &&
          objective !== undefined &&
          objective !== (item.task.objective ?? null);
        if (isMoved) {
          await orchestration.run(moveTask, { task: item.task.id, objective });
        }
      }
    } catch (error) {
      this.#faults.show(error);
    }
  }
}

/** The objective that is meant by a row; null for none; undefined where nothing can be dropped. */
function objectiveAt(
  { orchestration, item }: AtlasNode,
  from: Orchestration,
): string | null | undefined {
  return orchestration === from ? servedAt(item) : undefined;
}

function servedAt(item: AtlasItem): string | null | undefined {
  switch (item.kind) {
    case 'objective':
      return item.objective?.id ?? null;
    case 'task':
      return item.task.objective ?? null;
    default:
      return undefined;
  }
}
