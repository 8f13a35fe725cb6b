// What an editor says about the keys of the context file. Here and not in src/core/model/context.ts, so that
// neither program carries these sentences. The generator (contextSchema.mjs) wants each key of the model
// described, and describes none that it does not have.
//
// Only keys have sentences: one of a whole schema would hide those of the keys that it is the value of. An
// entry is a sentence, or one with more:
//   values   what is offered, and not demanded: a context of an older or newer version may have others
//   offers   the schema whose keys are offered in each item, where the item itself may be anything

/** @param {{ AGENT_STATES: readonly string[], REPORT_STATUSES: readonly string[] }} model */
export const contextDescriptions = ({ AGENT_STATES, REPORT_STATUSES }) => ({
  Context: {
    project_name: 'The name of the project, as people call it.',
    created_date: 'When the orchestration was created, ISO 8601.',
    last_session:
      'Id of the session that is going on, or else of the last one; null before the first.',
    objectives: 'What the orchestration is to achieve.',
    completed_tasks: 'Tasks that are done, with what came of them.',
    active_tasks: 'Tasks that are pending or worked on.',
    pending_decisions: {
      text: 'Decisions that somebody has to make: a question with its options, or a sentence.',
      offers: 'Decision',
    },
    key_insights: 'What was learned and is worth keeping, one sentence each.',
    spawned_agents: 'Every agent that was given a mission, with what is known of it.',
    metrics: 'How much there ever was: the lists above may show only some of it.',
    atlas: "Atlas' own bookkeeping. It is written with every change; better not edited by hand.",
  },

  Objective: {
    id: 'Its id, such as OBJ_001.',
    description: 'What is to be achieved.',
    status: {
      text: 'Where it stands: active, achieved or dropped.',
      values: ['active', 'achieved', 'dropped'],
    },
    created: 'When it was added, ISO 8601.',
  },

  Task: {
    id: 'Its id, such as TASK_001.',
    description: 'What is to be done.',
    status: {
      text: 'Where it stands: pending, active, completed, failed or cancelled. Without it, the list it stands in tells.',
      values: ['pending', 'active', 'completed', 'failed', 'cancelled'],
    },
    objective: 'Id of the objective this task is a step towards.',
    created: 'When it was added, ISO 8601.',
    started: 'When work on it began, ISO 8601.',
    outcome: 'What came of it; of a failed or cancelled task, why.',
    completed: 'When it was completed, ISO 8601.',
    closed: 'When a failed or cancelled task was given up, ISO 8601.',
    reopened:
      'When it was last taken up again after it had been completed, failed or cancelled, ISO 8601.',
    discovered_by: 'Id of the agent that came upon it.',
  },

  Agent: {
    id: 'Its id, such as AGENT_0001; its mission and report lie in the folder of this name.',
    type: {
      text: 'What kind of agent it is; a word of your own is fine.',
      values: ['researcher', 'analyst', 'developer', 'reviewer', 'executor', 'advisor', 'lead'],
    },
    mission: 'What it was asked.',
    spawned: 'When it was given its mission, ISO 8601.',
    status: {
      text: 'What is known of it. A report outranks the end of its program; without a status it was spawned, and no more is known.',
      values: AGENT_STATES,
    },
    task: 'Id of the task its mission serves.',
    success_criteria:
      'How to tell that the mission is accomplished, one criterion each. "run: npm test" is a command that must exit 0, "file: path" (or "file: path matches /text/") a file that must be there, "review: …" is judged by a reviewer agent, anything else by a person.',
    output_requirements: 'What has to come back, beside the report itself.',
    caps: 'What the mission may use up at most.',
    reviews: 'Id of the agent whose report this one is to review.',
    reviews_criterion: 'The success criterion that this reviewer judges.',
    follows: 'Id of the agent whose rejected or missing report this one is to do better.',
    branch: 'The git branch that it works on, in a worktree of its own.',
    runs: 'How often its program was started.',
    cli_session: "Id of the conversation in the agent's own program, to go on with it.",
    waits_for: 'What it waits for a person for; there only while it does.',
    turn_ended: 'When its turn ended, ISO 8601; there only until it goes on.',
    timebox_warned: 'When 80% of its timebox were over, ISO 8601.',
    timebox_over: 'When its timebox was over, ISO 8601.',
    checks: 'What was found when the success criteria of its report were checked.',
    timebox_minutes: 'After how many minutes it is to stop and report.',
    profile: 'The profile it is launched through, see the setting atlas.agents.profiles.',
    session: 'Id of the session it was spawned in.',
    started: 'When its program was started, ISO 8601.',
    ended: 'When its program ended, ISO 8601.',
    exit_code: 'The exit code of its program.',
    exit_signal: 'The signal that ended its program.',
    failure:
      'Why its program could not be started, why it was cancelled, or what it left when it timed out.',
    report: 'What it says came back.',
    verification: 'Whether the work behind its report was found to be what was asked for.',
  },

  Check: {
    criterion: 'The criterion, as it stands in success_criteria.',
    passed: 'Whether it was found to hold.',
    detail: 'What showed it.',
    checked: 'When that was found, ISO 8601.',
    by: 'Who checked it: atlas, the id of a reviewer, or a person.',
  },

  Waiting: {
    since: 'Since when, ISO 8601.',
    about: 'What for.',
  },

  Caps: {
    turns: 'How many turns it may take.',
    cost: 'How many US dollars it may cost.',
  },

  Report: {
    status: {
      text: 'How it went: success, partial, failure, or escalated (a person has to decide).',
      values: REPORT_STATUSES,
    },
    summary: 'What came back, in a few sentences.',
    evidence: 'What shows it: tests that passed, sources, measurements.',
    files: 'Files the work left, relative to the workspace folder.',
    reported: 'When it reported, ISO 8601.',
  },

  Verification: {
    accepted: 'Whether it was.',
    verified: 'When that was found, ISO 8601.',
    note: 'Why it was rejected, or what the check showed.',
  },

  Decision: {
    id: 'Its id, such as DEC_001.',
    question: 'What has to be decided.',
    options: 'What can be chosen.',
    evidence: 'What speaks for one option or another.',
    task: 'Id of the task the decision is about.',
    objective: 'Id of the objective the decision is about.',
    agent: 'Id of the agent that asked, and waits for the answer.',
    raised: 'When the question came up, ISO 8601.',
    choice: 'What was chosen.',
    rationale: 'Why it was chosen.',
    made: 'When the decision was made, ISO 8601.',
    outcome: 'How it turned out, judged later.',
  },

  Outcome: {
    good: 'Whether it turned out good.',
    judged: 'When that was judged, ISO 8601.',
    note: 'What showed it.',
  },

  Metrics: {
    total_sessions: 'Sessions so far.',
    total_agents_spawned: 'Agents spawned so far; the next id continues from here.',
    total_tasks_completed: 'Tasks completed so far.',
    total_decisions_made: 'Decisions made so far.',
  },

  Bookkeeping: {
    schema_version: 'Version of the format. Atlas refuses a newer one than it knows.',
    revision: 'The seq of the last event of the journal that is folded in.',
    updated: 'When Atlas last wrote the file, ISO 8601.',
    saved: 'When somebody last saved the context on purpose, ISO 8601.',
    session: 'The session that is going on, or else the last one.',
    previous_session: 'The session before that.',
    closed_tasks: "Tasks that failed or were cancelled; the process' format has no list for them.",
    decisions_made: 'Decisions that were made, with their rationale.',
    imports: 'Contexts that were taken over from elsewhere.',
    head: "Id of the journal's last event that is folded in.",
    journal_bytes: "The journal's length up to the end of that event, in bytes.",
    checksum:
      'CRC-32 of the file up to here, in hex: tells an edit by somebody else from what Atlas wrote.',
  },

  Session: {
    id: 'Its id, session_YYYYMMDD_HHMMSS in UTC.',
    started: 'When it began, ISO 8601.',
    ended: 'When it ended, ISO 8601. Absent while it is going on.',
    clean: 'False when nobody said goodbye: the window or the machine went away.',
  },

  ImportRecord: {
    origin: 'The project id or name it carried there.',
    imported: 'When it was taken over, ISO 8601.',
    snapshots: 'Snapshots that came with it, as file taken.',
    kept: "What has no place in the process' format.",
  },
});
