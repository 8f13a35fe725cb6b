import type { Evidence } from '../metric';

export const ADVISORY_KINDS = [
  'unverifiedReports',
  'contextLoss',
  'tooManyAgents',
  'missionsWithoutCriteria',
  'sequentialWork',
  'directImplementation',
] as const;
export type AdvisoryKind = (typeof ADVISORY_KINDS)[number];

/** What would help. A window has a command for each of these. */
export interface AdvisoryAction {
  readonly act: 'spawnAgent' | 'verifyReport' | 'saveContext' | 'addTask';
  /** Id of the task, agent or objective it is to be done with; null where any will do. */
  readonly item: string | null;
  /** What does it on the command line; `…` is for one's own words. */
  readonly typed: string;
}

/** A way of working that the process warns of, as far as the record shows it. */
export interface Advisory {
  readonly kind: AdvisoryKind;
  /** How many cases there are; never fewer than the threshold of its kind. */
  readonly count: number;
  /** The cases, the most telling first. */
  readonly evidence: readonly Pick<Evidence, 'kind' | 'id'>[];
  readonly action: AdvisoryAction;
}

/** What lies longer back than this is no longer advised about, in ms. */
export const RECENT_MS = 7 * 24 * 60 * 60_000;

/** An id as it can be typed; one of other tools may hold what a shell takes for its own. */
export function isTypable(id: string | undefined): id is string {
  return id !== undefined && /^\w[\w.-]*$/.test(id);
}
