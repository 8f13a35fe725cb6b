import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/objectiveTree';
import type { Orchestration } from './orchestration';

/** What a row of a tree stands for. Commands are called with one when a person clicks there. */
export class AtlasNode {
  readonly orchestration: Orchestration;
  readonly item: AtlasItem;

  constructor(orchestration: Orchestration, item: AtlasItem) {
    this.orchestration = orchestration;
    this.item = item;
  }
}

export type AtlasItem = { readonly kind: 'folder' } | ObjectiveNode | TaskNode | AgentNode;
