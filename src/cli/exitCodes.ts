import type { ErrorCode } from '../core/errors';

/** The command line's exit codes; documented in the README. 4 is kept for "waiting for someone". */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
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
  noOrchestration: EXIT.notFound,
  projectNotFound: EXIT.notFound,
  objectiveNotFound: EXIT.notFound,
  taskNotFound: EXIT.notFound,
  agentNotFound: EXIT.notFound,
  programNotFound: EXIT.notFound,
  alreadyExists: EXIT.conflict,
  taskAlreadyCompleted: EXIT.conflict,
  agentAlreadyStarted: EXIT.conflict,
  lockBusy: EXIT.conflict,
  contextUnreadable: EXIT.invalidData,
  contextInvalid: EXIT.invalidData,
  contextNewer: EXIT.invalidData,
};

export function exitCodeOf(code: ErrorCode): number {
  return BY_ERROR[code] ?? EXIT.failed;
}
