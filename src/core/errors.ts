/**
 * The family of faults a person can act on. Anything else that is thrown is a bug. The core knows codes
 * and parameters only; `errorText.ts` has the sentences.
 */
export const ERROR_CODES = [
  'inputInvalid',
  'noOrchestration',
  'alreadyExists',
  'severalProjects',
  'projectNotFound',
  'projectNameUnusable',
  'objectiveNotFound',
  'objectiveUnchanged',
  'taskNotFound',
  'taskAlreadyCompleted',
  'taskAlreadyStarted',
  'taskBlocked',
  'taskClosed',
  'taskOpen',
  'dependencyCycle',
  'notEditable',
  'agentNotFound',
  'agentAlreadyStarted',
  'agentNotReported',
  'agentReported',
  'agentCancelled',
  'criteriaOpen',
  'cannotGoOn',
  'conversationUnknown',
  'terminalNotFound',
  'verdictNeeded',
  'contextUnreachable',
  'contextUnreadable',
  'contextInvalid',
  'contextNewer',
  'contextUnwritable',
  'lockBusy',
  'untrusted',
  'noFolder',
  'severalFolders',
  'folderNotFound',
  'profileNotFound',
  'profileIncomplete',
  'programNotFound',
  'programNotInstalled',
  'agentNotNamed',
  'decisionNotFound',
  'decisionAlreadyMade',
  'decisionNotMade',
  'insightNotFound',
  'itemNotFound',
  'itemUnclear',
  'journalDamaged',
  'journalBehind',
  'journalNewer',
  'olderLayout',
  'importUnreadable',
  'importNotFound',
  'fileUnwritable',
  'reportReplaced',
  'ownReport',
  'commandsNotAllowed',
  'gitNotFound',
  'repositoryNotFound',
  'repositoryEmpty',
  'branchTaken',
  'folderTaken',
  'worktreeNotFound',
  'worktreeUnsaved',
  'agentAtWork',
  'gitFailed',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export type ErrorParams = Readonly<Record<string, string | number>>;

/** A fault with a code, what it is about, and (through `errorText`) what to do about it. */
export class AtlasError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'AtlasError';
    this.code = code;
    this.params = params;
  }

  /** The same fault, of which only the plain values came here from another thread. */
  static again({ code, params }: Pick<AtlasError, 'code' | 'params'>): AtlasError {
    return new this(code, params);
  }
}
