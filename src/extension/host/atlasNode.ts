import type { Decision } from '../../core/model/context';
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

export interface DecisionNode {
  readonly kind: 'decision';
  readonly decision: Decision;
}

/** The row at the end of a list of which only the beginning is shown. */
export interface MoreNode {
  readonly kind: 'more';
  /** How many rows there are beyond those that are shown. */
  readonly hidden: number;
  readonly show: () => void;
}

export type AtlasItem =
  { readonly kind: 'folder' } | ObjectiveNode | TaskNode | AgentNode | DecisionNode | MoreNode;
