import * as z from 'zod';

/**
 * The context file of the process, `.atlas/orchestrator/<project>_context.json`, as it is published in
 * the process document. Every object is loose: keys that Atlas does not know, at any level, belong to
 * somebody else and are kept on every rewrite. Times are ISO 8601; Atlas writes them in UTC, older
 * scripts wrote local time without a zone.
 */

const time = z.string();

export const Objective = z.looseObject({
  id: z.string(),
  description: z.string(),
  /** active, achieved or dropped. */
  status: z.string().optional(),
  created: time.optional(),
});
export type Objective = z.infer<typeof Objective>;

export const Task = z.looseObject({
  id: z.string(),
  description: z.string(),
  /**
   * pending, active, completed, failed or cancelled. Absent in older contexts: then the list it stands
   * in tells.
   */
  status: z.string().optional(),
  /** Id of the objective this task is a step towards. */
  objective: z.string().optional(),
  created: time.optional(),
  started: time.optional(),
  /** What came of it; of a failed or cancelled task, why. */
  outcome: z.string().optional(),
  completed: time.optional(),
  /** When a failed or cancelled task was given up. */
  closed: time.optional(),
  /** When it was last taken up again after it had been completed, failed or cancelled. */
  reopened: time.optional(),
  /** Id of the agent that came upon it. */
  discovered_by: z.string().optional(),
});
export type Task = z.infer<typeof Task>;

export const Report = z.looseObject({
  status: z.string(),
  summary: z.string(),
  evidence: z.array(z.string()).optional(),
  files: z.array(z.string()).optional(),
  reported: time,
});
export type Report = z.infer<typeof Report>;

/** Whether the work behind a report was found to be what was asked for. */
export const Verification = z.looseObject({
  accepted: z.boolean(),
  verified: time,
  /** Why it was rejected, or what the check showed. */
  note: z.string().optional(),
});
export type Verification = z.infer<typeof Verification>;

/** What was found when one success criterion of a report was checked. */
export const Check = z.looseObject({
  /** The criterion as it stands in `success_criteria`. */
  criterion: z.string(),
  passed: z.boolean(),
  /** What showed it: an exit code, a missing file, the words of a reviewer. */
  detail: z.string().optional(),
  checked: time,
  /** `atlas`, or the id of the reviewing agent, or who judged it. */
  by: z.string().optional(),
});
export type Check = z.infer<typeof Check>;

/** What an agent waits for a person for. */
export const Waiting = z.looseObject({ since: time, about: z.string().optional() });
export type Waiting = z.infer<typeof Waiting>;

/** What a mission may use up at most. */
export const Caps = z.looseObject({
  turns: z.number().int().positive().optional(),
  /** In US dollars, as far as the agent's program counts them. */
  cost: z.number().positive().optional(),
});
export type Caps = z.infer<typeof Caps>;

export const Agent = z.looseObject({
  id: z.string(),
  type: z.string(),
  mission: z.string(),
  spawned: time.optional(),
  /** See agentStates.ts. Absent in older contexts. */
  status: z.string().optional(),
  /** Id of the task the mission serves. */
  task: z.string().optional(),
  /** Each as people write it; see criteria.ts for those that can be checked by a program. */
  success_criteria: z.array(z.string()).optional(),
  /** What has to come back, beside the report itself. */
  output_requirements: z.array(z.string()).optional(),
  timebox_minutes: z.number().optional(),
  caps: Caps.optional(),
  profile: z.string().optional(),
  session: z.string().optional(),
  /** Id of the agent whose report this one is to review, and the criterion it judges. */
  reviews: z.string().optional(),
  reviews_criterion: z.string().optional(),
  /** Id of the agent whose rejected or missing report this one is to do better. */
  follows: z.string().optional(),
  /** The git branch of its own that it works on, in a worktree of its own. */
  branch: z.string().optional(),
  /** How often its process was started. */
  runs: z.number().int().optional(),
  /** Id of the conversation in the agent's own program, to go on with it. */
  cli_session: z.string().optional(),
  /** When its process was started last. */
  started: time.optional(),
  /** What it waits for a person for; there only while it does. */
  waits_for: Waiting.optional(),
  /** When its turn ended; there only until it goes on. */
  turn_ended: time.optional(),
  /** When it was warned at 80% of its timebox, and when that was over. */
  timebox_warned: time.optional(),
  timebox_over: time.optional(),
  ended: time.optional(),
  exit_code: z.number().optional(),
  exit_signal: z.string().optional(),
  failure: z.string().optional(),
  report: Report.optional(),
  checks: z.array(Check).optional(),
  verification: Verification.optional(),
});
export type Agent = z.infer<typeof Agent>;

export const Session = z.looseObject({
  /** session_YYYYMMDD_HHMMSS, in UTC. */
  id: z.string(),
  started: time.optional(),
  /** Absent while the session is going on. */
  ended: time.optional(),
  /** False when nobody said goodbye: the window or the machine went away. */
  clean: z.boolean().optional(),
});
export type Session = z.infer<typeof Session>;

/** How a decision turned out. */
export const Outcome = z.looseObject({
  good: z.boolean(),
  judged: time,
  /** What showed it. */
  note: z.string().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** A question with options, then a choice with its rationale; later, how that turned out. */
export const Decision = z.looseObject({
  id: z.string(),
  question: z.string(),
  options: z.array(z.string()).optional(),
  evidence: z.array(z.string()).optional(),
  /** Ids of what the decision is about. */
  task: z.string().optional(),
  objective: z.string().optional(),
  /** Id of the agent that asked, and waits for the answer. */
  agent: z.string().optional(),
  raised: time.optional(),
  choice: z.string().optional(),
  rationale: z.string().optional(),
  made: time.optional(),
  outcome: Outcome.optional(),
});
export type Decision = z.infer<typeof Decision>;

/** A context that was taken over from elsewhere, so that taking it over again adds nothing twice. */
export const ImportRecord = z.looseObject({
  /** The project id or name it carried there. */
  origin: z.string(),
  imported: time,
  /** Snapshots that came with it, as `file taken`. */
  snapshots: z.array(z.string()).optional(),
  /** What has no place in the process' format. */
  kept: z.record(z.string(), z.unknown()).optional(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** What Atlas keeps beside the published keys, under one key of its own. */
export const Bookkeeping = z.looseObject({
  schema_version: z.number().int(),
  /** The `seq` of the last event of the journal that is folded in. */
  revision: z.number().int(),
  /** When Atlas last wrote the file. */
  updated: time.optional(),
  saved: time.optional(),
  session: Session.optional(),
  previous_session: Session.optional(),
  /** Tasks that failed or were cancelled; the process' format has no list for them. */
  closed_tasks: z.array(Task).optional(),
  decisions_made: z.array(Decision).optional(),
  imports: z.array(ImportRecord).optional(),
  /** Id of the journal's last event that is folded in, and the journal's length up to its end, in bytes. */
  head: z.string().optional(),
  journal_bytes: z.number().int().optional(),
  /** CRC-32 of the file up to here, in hex: tells an edit by somebody else from what Atlas wrote. */
  checksum: z.string().optional(),
});
export type Bookkeeping = z.infer<typeof Bookkeeping>;

export const Metrics = z.looseObject({
  total_sessions: z.number().optional(),
  total_agents_spawned: z.number().optional(),
  total_tasks_completed: z.number().optional(),
  total_decisions_made: z.number().optional(),
});
export type Metrics = z.infer<typeof Metrics>;

export const Context = z.looseObject({
  project_name: z.string(),
  created_date: time.optional(),
  last_session: z.string().nullable().optional(),
  objectives: z.array(Objective).optional(),
  completed_tasks: z.array(Task).optional(),
  active_tasks: z.array(Task).optional(),
  pending_decisions: z.array(z.unknown()).optional(),
  key_insights: z.array(z.unknown()).optional(),
  spawned_agents: z.array(Agent).optional(),
  metrics: Metrics.optional(),
  atlas: Bookkeeping.optional(),
});
export type Context = z.infer<typeof Context>;

/** The version this program writes into `atlas.schema_version`; a newer one is refused, never rewritten. */
export const SCHEMA_VERSION = 2;
