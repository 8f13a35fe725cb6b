import type { ContextChange } from '../changes/contextChange';
import type {
  Agent,
  Check,
  Context,
  Decision,
  ImportRecord,
  Objective,
  Report,
  Task,
  Verification,
} from './context';
import type { Priority } from './priorities';

/** Something learnt: what it is about, and where it came from. */
export interface Insight {
  readonly text: string;
  readonly category?: string;
  /** Id of the item it was learnt from, such as `AGENT_0007` or `TASK_026`. */
  readonly origin?: string;
  /** ISO 8601: when it was learnt, where that was before it came into this journal. */
  readonly recorded?: string;
}

/**
 * Everything that can happen to an orchestration. Operations decide events; `applyEvent` folds them
 * into the context. Events carry plain JSON values only: each is one line of the journal.
 */
export type AtlasEvent =
  | { readonly type: 'orchestrationCreated'; readonly project: string }
  /** A context that was there before there was a journal. Everything in it counts as known from here on. */
  | { readonly type: 'contextAdopted'; readonly context: Context }
  /** Somebody changed the context file without Atlas; the journal takes it over. */
  | { readonly type: 'contextEdited'; readonly changes: readonly ContextChange[] }
  /** What a context from elsewhere had that this one lacked. */
  | {
      readonly type: 'contextImported';
      readonly changes: readonly ContextChange[];
      readonly record: ImportRecord;
    }
  /** A saved state of an older layout, kept whole as history. */
  | {
      readonly type: 'snapshotImported';
      readonly file: string;
      readonly taken?: string;
      readonly value: unknown;
    }
  | { readonly type: 'contextMigrated'; readonly from: number; readonly to: number }
  /** Two histories became one; says which item has which id from here on. See journal/branches.ts. */
  | { readonly type: 'branchesMerged'; readonly claims: readonly Claim[] }
  /** The journal had lost lines; what they said was taken from the context file, as far as it knew. */
  | {
      readonly type: 'journalMended';
      readonly changes: readonly ContextChange[];
      /** Ids of events that are gone though others follow them. */
      readonly lost: readonly string[];
    }
  | { readonly type: 'sessionStarted'; readonly id: string; readonly started: string }
  | { readonly type: 'sessionContinued' }
  | { readonly type: 'sessionEnded'; readonly ended: string; readonly clean: boolean }
  | { readonly type: 'contextSaved' }
  | { readonly type: 'objectiveAdded'; readonly objective: Objective }
  | {
      readonly type: 'objectiveClosed';
      readonly id: string;
      readonly status: 'achieved' | 'dropped' | 'active';
      readonly reason?: string;
    }
  | { readonly type: 'taskAdded'; readonly task: Task }
  | { readonly type: 'taskStarted'; readonly id: string }
  | { readonly type: 'taskCompleted'; readonly id: string; readonly outcome: string }
  | { readonly type: 'taskFailed'; readonly id: string; readonly reason: string }
  | { readonly type: 'taskCancelled'; readonly id: string; readonly reason: string }
  | { readonly type: 'taskReopened'; readonly id: string; readonly reason?: string }
  /** An objective or a task is said in other words. */
  | {
      readonly type: 'itemEdited';
      readonly kind: 'objective' | 'task';
      readonly id: string;
      readonly description: string;
    }
  /** Differences, not the whole list: two branches may both add one. */
  | {
      readonly type: 'dependenciesChanged';
      readonly id: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly type: 'taskPrioritised'; readonly id: string; readonly priority: Priority }
  /** Without an objective it serves none any more. */
  | { readonly type: 'taskMoved'; readonly id: string; readonly objective?: string }
  /** It was put somewhere by hand; see taskOrder.ts for what a place is. */
  | { readonly type: 'taskOrdered'; readonly id: string; readonly place: string }
  | { readonly type: 'decisionRaised'; readonly decision: Decision }
  /** It is put otherwise while it is pending; each part that is there takes the place of the one before. */
  | {
      readonly type: 'decisionEdited';
      readonly id: string;
      readonly question?: string;
      readonly options?: readonly string[];
      readonly evidence?: readonly string[];
    }
  | {
      readonly type: 'decisionMade';
      readonly id: string;
      readonly choice: string;
      readonly rationale: string;
    }
  /** How a decision turned out, judged some time after it was made; a later judgement replaces it. */
  | {
      readonly type: 'decisionJudged';
      readonly id: string;
      readonly good: boolean;
      readonly note?: string;
    }
  | ({ readonly type: 'insightRecorded' } & Insight)
  /** Insights have no ids: it is the one that said `before`. */
  | { readonly type: 'insightEdited'; readonly before: string; readonly text: string }
  | { readonly type: 'insightPromoted'; readonly text: string; readonly file: string }
  | { readonly type: 'agentSpawned'; readonly agent: Agent }
  /** A planned mission is to be launched, through this profile. */
  | { readonly type: 'agentLaunched'; readonly id: string; readonly profile?: string }
  | {
      readonly type: 'agentStarted';
      readonly id: string;
      /** Why it was started again, where it was. */
      readonly purpose?: RestartPurpose;
      readonly cliSession?: string;
    }
  /** What a hook of the agent's program, or its chat, says of it. */
  | {
      readonly type: 'agentSignalled';
      readonly id: string;
      readonly signal: 'needsInput' | 'working' | 'turnEnded';
      /** What it waits for, in words. */
      readonly about?: string;
    }
  | { readonly type: 'agentSessionKnown'; readonly id: string; readonly cliSession: string }
  | { readonly type: 'agentTimeboxed'; readonly id: string; readonly stage: 'warned' | 'over' }
  /** It was ended after its timebox; `left` says what there was by then. */
  | { readonly type: 'agentTimedOut'; readonly id: string; readonly left: string }
  | { readonly type: 'agentCancelled'; readonly id: string; readonly reason: string }
  | { readonly type: 'agentChecked'; readonly id: string; readonly checks: readonly Check[] }
  | { readonly type: 'agentReported'; readonly id: string; readonly report: Report }
  | { readonly type: 'agentVerified'; readonly id: string; readonly verification: Verification }
  | {
      readonly type: 'agentExited';
      readonly id: string;
      readonly exitCode?: number;
      readonly signal?: string;
    }
  | { readonly type: 'agentCouldNotStart'; readonly id: string; readonly reason: string }
  /** Its process is gone, and nobody saw it end; `left` says what it had left behind, and what came of that. */
  | { readonly type: 'agentLost'; readonly id: string; readonly left?: string };

/** To carry the mission on, to ask for the report that is missing, or to mend what was rejected. */
export type RestartPurpose = 'goOn' | 'report' | 'rework';

/** Which item has which id: the item is named by the event that brought it. */
export interface Claim {
  readonly item: string;
  readonly id: string;
}
