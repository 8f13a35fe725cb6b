import type { Decision } from '../../core/model/context';
import type { AgentNode, ObjectiveNode, TaskNode } from '../../core/queries/treeNodes';
import type { RememberedInsight } from '../../core/queries/rememberedInsights';
import type { Orchestration } from './orchestration';

/** What a row of a tree stands for. Commands are called with one when a person clicks there. */
export class AtlasNode {
  readonly orchestration: Orchestration;
  readonly item: AtlasItem;
  /** Whether there is room to show what is below it before anybody asks. */
  readonly isRoomy: boolean;

  constructor(orchestration: Orchestration, item: AtlasItem, isRoomy = true) {
    this.orchestration = orchestration;
    this.item = item;
    this.isRoomy = isRoomy;
  }
}

/** The headings of the view "Decisions & Insights", in their order. */
export const GROUPS = ['pending', 'made', 'insights', 'patterns'] as const;
export type Group = (typeof GROUPS)[number];

export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  readonly count: number;
}

export interface DecisionNode {
  readonly kind: 'decision';
  readonly decision: Decision;
}

/** One answer to a question that is still open. */
export interface OptionNode {
  readonly kind: 'option';
  readonly decision: Decision;
  readonly option: string;
  /** Counted from 1. */
  readonly number: number;
}

/** What was chosen, or why, below a decision that was made. */
export interface AnswerNode {
  readonly kind: 'answer';
  readonly part: 'choice' | 'rationale';
  readonly decision: Decision;
  readonly text: string;
}

/** A pending decision as other tools write them: words, and no id to decide it by. */
export interface SentenceNode {
  readonly kind: 'sentence';
  readonly text: string;
  readonly number: number;
}

export interface InsightNode {
  readonly kind: 'insight';
  readonly insight: RememberedInsight;
}

/** A page of the knowledge base. */
export interface PatternNode {
  readonly kind: 'pattern';
  /** Absolute path. */
  readonly file: string;
  readonly title: string;
}

/** The first row, for somebody who was away: the briefing. */
export interface OfferNode {
  readonly kind: 'offer';
  /** Until when the person was here before, ISO 8601. */
  readonly since: string;
}

/** The row before or after the rows of a list of which only a part is shown. */
export interface MoreNode {
  readonly kind: 'more';
  readonly where: 'before' | 'after';
  /** Tells it from those of other lists. */
  readonly of: string;
  /** How many rows there are beyond it. */
  readonly hidden: number;
  readonly show: () => void;
}

export type AtlasItem =
  | { readonly kind: 'folder' }
  | ObjectiveNode
  | TaskNode
  | AgentNode
  | GroupNode
  | DecisionNode
  | OptionNode
  | AnswerNode
  | SentenceNode
  | InsightNode
  | PatternNode
  | OfferNode
  | MoreNode;

/** What tells an item from all others of its orchestration. */
export function keyOf(item: AtlasItem): string {
  switch (item.kind) {
    case 'folder':
      return '';
    case 'objective':
      return item.objective?.id ?? 'none';
    case 'task':
      return item.task.id;
    case 'agent':
      return item.agent.id;
    case 'group':
      return item.group;
    case 'decision':
      return item.decision.id;
    case 'option':
      return `${item.decision.id}/${item.number}`;
    case 'answer':
      return `${item.decision.id}/${item.part}`;
    case 'sentence':
      return `sentence/${item.number}`;
    case 'insight':
      return `insight/${item.insight.number}`;
    case 'pattern':
      return `pattern/${item.file}`;
    case 'offer':
      return 'offer';
    case 'more':
      return item.where === 'after' ? `${item.of}/more` : `${item.of}/earlier`;
  }
}
