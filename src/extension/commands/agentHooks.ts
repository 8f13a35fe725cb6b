import type { Agent } from '../../core/model/context';
import type { Orchestration } from '../host/orchestration';

/** Why an agent's program is started once more, in the conversation it had. */
export type ContinuePurpose = 'goOn' | 'report' | 'rework';

/** What commands have done to agents, and others know how to do. */
export interface AgentHooks {
  /**
   * Runs what a program can check of a report, where people see it, and records what was found. May
   * return before the checks have ended.
   */
  readonly runChecks: (orchestration: Orchestration, agent: Agent) => Promise<void>;
  /** Goes on with an agent: to finish, to report what there is, or to do better what was rejected. */
  readonly continueAgent: (
    orchestration: Orchestration,
    agent: Agent,
    purpose: ContinuePurpose,
  ) => Promise<void>;
}
