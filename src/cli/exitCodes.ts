import type { ErrorCode } from '../core/errors';

/** The command line's exit codes; documented in the README. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  /** Somebody has to do or to say something first. */
  waiting: 4,
  conflict: 5,
  invalidData: 6,
} as const;

const BY_ERROR: Partial<Record<ErrorCode, number>> = {
  inputInvalid: EXIT.usage,
  severalProjects: EXIT.usage,
  projectNameUnusable: EXIT.usage,
  agentNotNamed: EXIT.usage,
  profileNotFound: EXIT.usage,
  profileIncomplete: EXIT.usage,
  itemUnclear: EXIT.usage,
  noOrchestration: EXIT.notFound,
  projectNotFound: EXIT.notFound,
  objectiveNotFound: EXIT.notFound,
  taskNotFound: EXIT.notFound,
  agentNotFound: EXIT.notFound,
  decisionNotFound: EXIT.notFound,
  insightNotFound: EXIT.notFound,
  itemNotFound: EXIT.notFound,
  importNotFound: EXIT.notFound,
  programNotFound: EXIT.notFound,
  taskBlocked: EXIT.waiting,
  agentNotReported: EXIT.waiting,
  verdictNeeded: EXIT.waiting,
  criteriaOpen: EXIT.waiting,
  alreadyExists: EXIT.conflict,
  taskAlreadyCompleted: EXIT.conflict,
  taskAlreadyStarted: EXIT.conflict,
  taskClosed: EXIT.conflict,
  taskOpen: EXIT.conflict,
  objectiveUnchanged: EXIT.conflict,
  decisionAlreadyMade: EXIT.conflict,
  agentAlreadyStarted: EXIT.conflict,
  agentReported: EXIT.conflict,
  agentCancelled: EXIT.conflict,
  lockBusy: EXIT.conflict,
  contextUnreadable: EXIT.invalidData,
  contextInvalid: EXIT.invalidData,
  contextNewer: EXIT.invalidData,
  journalNewer: EXIT.invalidData,
  olderLayout: EXIT.notFound,
  journalDamaged: EXIT.invalidData,
  journalBehind: EXIT.invalidData,
  importUnreadable: EXIT.invalidData,
  reportReplaced: EXIT.conflict,
};

export function exitCodeOf(code: ErrorCode): number {
  return BY_ERROR[code] ?? EXIT.failed;
}
