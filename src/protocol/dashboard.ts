import type { AdvisoryKind } from '../core/metrics/advisories/advisory';
import type { Evidence, MetricId } from '../core/metrics/metric';
import type { TimelineRun } from '../core/metrics/timeline';

/**
 * What the dashboard's page and its host say to each other. Each direction is a closed union. The host
 * always sends everything there is to show, in words and numbers that are ready to be drawn: the page has
 * no words of its own.
 */

export type ToHost =
  /** The page listens; `folder` is what it showed before it was closed or hidden. */
  | { readonly type: 'ready'; readonly folder: string | null }
  | { readonly type: 'choose'; readonly folder: string }
  | { readonly type: 'open'; readonly item: ItemRef }
  | { readonly type: 'decide'; readonly id: string }
  | { readonly type: 'act'; readonly advisory: AdvisoryKind }
  | { readonly type: 'export' };

export interface ToPage {
  readonly type: 'snapshot';
  readonly snapshot: Snapshot;
}

export interface ItemRef {
  readonly kind: Evidence['kind'];
  readonly id: string;
}

export interface Snapshot {
  readonly words: Words;
  /** For dates: a BCP 47 tag. */
  readonly language: string;
  /** In the side bar, or a tab of its own. */
  readonly place: 'view' | 'tab';
  /** Which orchestrations there are; one is shown. */
  readonly folders: readonly { readonly key: string; readonly name: string }[];
  readonly folder: string | null;
  /** A sentence where there is nothing to show. */
  readonly content: Dashboard | { readonly nothing: string };
}

/** An orchestration as it does. */
export interface Dashboard {
  readonly project: string;
  /** When this was measured, in words. */
  readonly measured: string;
  readonly cards: readonly Card[];
  readonly advice: readonly AdvicePart[];
  readonly timeline: TimelinePart;
  readonly weeks: WeeksPart;
  readonly queue: QueuePart;
}

/** One metric. */
export interface Card {
  readonly id: MetricId;
  readonly name: string;
  /** The value, or that there is none. */
  readonly value: string;
  readonly hasValue: boolean;
  readonly target: string;
  readonly verdict: { readonly met: boolean; readonly words: string } | null;
  /** What the value is of, and what was left out. */
  readonly note: string;
  readonly definition: string;
  /** What the trend shows, in a sentence. */
  readonly trendWords: string;
  readonly trend: readonly Point[];
  readonly evidence: readonly Item[];
  /** How many more there are, in words; empty where these are all. */
  readonly more: string;
}

export interface Point {
  /** The week's first day, in words. */
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
}

export interface Item {
  readonly ref: ItemRef;
  /** What it is about, and what it adds. */
  readonly detail: string;
  readonly good: boolean | null;
}

export interface AdvicePart {
  readonly kind: AdvisoryKind;
  readonly sentence: string;
  readonly action: string;
  /** The same on the command line. */
  readonly typed: string;
  readonly evidence: readonly Item[];
  readonly more: string;
}

export interface TimelinePart {
  /** What it shows, in a sentence. */
  readonly summary: string;
  readonly lanes: number;
  readonly runs: readonly Run[];
}

export interface Run extends Pick<TimelineRun, 'agent' | 'how' | 'lane'> {
  /** In ms since 1970. */
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly task: string;
  readonly started: string;
  readonly lasted: string;
  readonly ending: string;
}

export interface WeeksPart {
  readonly summary: string;
  readonly weeks: readonly {
    readonly label: string;
    readonly completed: number;
    readonly reported: number;
  }[];
}

export interface QueuePart {
  readonly summary: string;
  readonly decisions: readonly {
    readonly id: string;
    readonly question: string;
    readonly age: string;
  }[];
  readonly more: string;
}

/** Words that do not depend on what is shown. */
export interface Words {
  readonly advice: string;
  readonly noAdvice: string;
  readonly metrics: string;
  readonly details: string;
  readonly definition: string;
  readonly trend: string;
  readonly week: string;
  readonly value: string;
  readonly evidence: string;
  readonly noEvidence: string;
  readonly timeline: string;
  readonly noRuns: string;
  readonly table: string;
  readonly agent: string;
  readonly type: string;
  readonly task: string;
  readonly started: string;
  readonly lasted: string;
  readonly ending: string;
  readonly reported: string;
  readonly ended: string;
  readonly unseen: string;
  readonly waited: string;
  readonly running: string;
  readonly throughput: string;
  readonly tasksCompleted: string;
  readonly agentsReported: string;
  readonly queue: string;
  readonly emptyQueue: string;
  readonly decision: string;
  readonly question: string;
  readonly waiting: string;
  readonly decide: string;
  readonly open: string;
  readonly target: string;
  readonly good: string;
  readonly bad: string;
  readonly export: string;
  readonly orchestration: string;
}
