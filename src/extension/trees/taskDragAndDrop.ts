import * as vscode from 'vscode';
import type { Task } from '../../core/model/context';
import { VIEWS } from '../contributions';
import { AtlasNode } from '../host/atlasNode';
import type { Faults } from '../host/faults';
import type { Orchestration } from '../host/orchestration';
import { serve, tasksByOrchestration, type HandOrder } from './handOrder';

/** VS Code's own kind of what is dragged in this view. */
const MIME = `application/vnd.code.tree.${VIEWS.objectives.toLowerCase()}`;

/**
 * Tasks are dragged onto an objective, which they serve from then on; onto a task, whose place they take
 * (VS Code tells which row it was, and nothing of above or below), and whose objective they serve; onto the
 * group without an objective, or onto nothing, where they serve none.
 */
export class TaskDragAndDrop implements vscode.TreeDragAndDropController<AtlasNode> {
  readonly dragMimeTypes = [MIME];
  readonly dropMimeTypes = [MIME];
  readonly #faults: Faults;
  readonly #order: HandOrder;

  constructor(faults: Faults, order: HandOrder) {
    this.#faults = faults;
    this.#order = order;
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
      for (const [orchestration, tasks] of tasksByOrchestration(nodes)) {
        if (!target || target.orchestration === orchestration) {
          await this.#drop(orchestration, tasks, target);
        }
      }
    } catch (error) {
      this.#faults.show(error);
    }
  }

  async #drop(
    orchestration: Orchestration,
    tasks: readonly Task[],
    target: AtlasNode | undefined,
  ): Promise<void> {
    const onto = target?.item;
    switch (onto?.kind) {
      case 'task':
        await this.#order.drop(orchestration, tasks, onto.task);
        break;
      case 'objective':
      case undefined:
        await serve(orchestration, tasks, onto?.objective?.id ?? null);
        break;
      default:
      // Nothing is dropped on an agent.
    }
  }
}
