import type { AtlasError, ErrorCode } from './errors';

/** A sentence for people, and what they can do. `{name}` stands for a parameter of the error. */
export interface ErrorText {
  readonly message: string;
  readonly hint: string;
}

const TEXTS: Record<ErrorCode, ErrorText> = {
  inputInvalid: {
    message: '{operation} was given something it cannot use: {detail}.',
    hint: 'Correct the named value and try again.',
  },
  noOrchestration: {
    message: 'There is no orchestration in {folder}.',
    hint: 'Start one with "atlas new", or with "Atlas: New Orchestration…" in VS Code.',
  },
  alreadyExists: {
    message: 'The orchestration "{project}" exists already ({file}).',
    hint: 'Continue it with "atlas resume", or choose another project name.',
  },
  severalProjects: {
    message: 'There are several orchestrations in {folder}: {projects}.',
    hint: 'Say which one: --project NAME on the command line, the setting "atlas.project" in VS Code.',
  },
  projectNotFound: {
    message: 'There is no orchestration "{project}" in {folder}. There is: {projects}.',
    hint: 'Use one of these names, or start a new one with "atlas new".',
  },
  projectNameUnusable: {
    message: 'The project name "{project}" has no letter or digit to make a file name of.',
    hint: 'Choose a name with at least one letter or digit.',
  },
  objectiveNotFound: {
    message: 'There is no objective {id}.',
    hint: 'List them with "atlas list objectives".',
  },
  objectiveUnchanged: {
    message: 'Objective {id} is {status} already.',
    hint: 'See it with "atlas show {id}".',
  },
  taskNotFound: {
    message: 'There is no task {id}.',
    hint: 'List them with "atlas list tasks".',
  },
  taskAlreadyCompleted: {
    message: 'Task {id} is completed already: {outcome}',
    hint: 'Add a new task if there is more to do, or take it up again with "atlas reopen {id}".',
  },
  taskAlreadyStarted: {
    message: 'Task {id} is active already.',
    hint: 'See it with "atlas show {id}".',
  },
  taskBlocked: {
    message: 'Task {id} waits for {tasks}.',
    hint: 'Complete what it waits for, or start it all the same with --force.',
  },
  taskClosed: {
    message: 'Task {id} is {state}: {reason}',
    hint: 'Take it up again with "atlas reopen {id}".',
  },
  taskOpen: {
    message: 'Task {id} is {state}; there is nothing to reopen.',
    hint: 'See it with "atlas show {id}".',
  },
  dependencyCycle: {
    message: 'Task {id} cannot wait for {before}, which waits for it: {path}.',
    hint: 'Remove one of these dependencies first, or leave it as it is.',
  },
  notEditable: {
    message: '{id} is what somebody acted on, and stays as it was said.',
    hint: 'The words of objectives, tasks, pending decisions and insights can be changed.',
  },
  agentNotFound: {
    message: 'There is no agent {id}.',
    hint: 'List them with "atlas list agents".',
  },
  agentAlreadyStarted: {
    message: 'Agent {id} was started already at {started}; it is not started twice.',
    hint: 'Go on with it by "atlas continue {id}", or spawn a new agent for another attempt.',
  },
  agentNotReported: {
    message: 'Agent {id} has not reported yet.',
    hint: 'Look at its terminal, or wait for its report; see it with "atlas show {id}".',
  },
  agentReported: {
    message: 'Agent {id} has reported already.',
    hint: 'Accept or reject its report.',
  },
  agentCancelled: {
    message: 'Agent {id} was cancelled: {reason}',
    hint: 'Take it up again with "atlas continue {id}", or spawn another one.',
  },
  criteriaOpen: {
    message: 'Not every criterion of agent {id} was found to hold: {criteria}.',
    hint: 'Check them with "atlas verify {id} --check", reject the report, or accept it all the same with --despite "why".',
  },
  cannotGoOn: {
    message:
      'Agent {id} cannot go on with its conversation: the profile of {program} does not say how.',
    hint: 'Set "resumeArgs" of this profile in the setting "atlas.agents.profiles", or spawn a new agent.',
  },
  conversationUnknown: {
    message: 'Agent {id} cannot be asked for its report: which conversation it had is not known.',
    hint: 'Look at its terminal, or spawn another agent.',
  },
  terminalNotFound: {
    message: 'Agent {id} is still running, and has no terminal in this window.',
    hint: 'Look in the other windows of this folder, or cancel it.',
  },
  verdictNeeded: {
    message: 'Somebody has to say whether the report of agent {id} is accepted.',
    hint: 'Say --accept, or --reject with the reason why.',
  },
  contextUnreachable: {
    message: '{file} could not be read: {detail}.',
    hint: 'Check that it is there and that you may read it. Atlas changes nothing until it can read it.',
  },
  contextUnreadable: {
    message: '{file} is not valid JSON at line {line}, column {column}: {detail}.',
    hint: 'Mend the file there, or bring back an earlier version. Atlas changes nothing until it can read it.',
  },
  contextInvalid: {
    message: '{file}, line {line}: {path} {detail}.',
    hint: 'Mend the file there, or bring back an earlier version. Atlas changes nothing until it can read it.',
  },
  contextNewer: {
    message: '{file} was written by a newer Atlas (format {found}; this one knows {known}).',
    hint: 'Update Atlas. The file is left as it is.',
  },
  contextUnwritable: {
    message: '{file} could not be written: {detail}.',
    hint: 'Nothing was changed. Check free space and permissions, then try again.',
  },
  lockBusy: {
    message: 'Another program (process {pid}) has been writing to {folder} for {seconds} s.',
    hint: 'Try again in a moment. If that program hangs, end it.',
  },
  untrusted: {
    message:
      'This workspace is in restricted mode: Atlas shows what is there, and neither writes nor starts anything.',
    hint: 'Trust the workspace to go on.',
  },
  noFolder: {
    message: 'No folder is open.',
    hint: 'Open the folder of your project; Atlas keeps its work in it.',
  },
  severalFolders: {
    message: 'Several folders are open: {folders}.',
    hint: 'Say which one with the argument "folder".',
  },
  folderNotFound: {
    message: 'No open folder is called "{folder}". Open are: {folders}.',
    hint: 'Use the name or the path of an open folder.',
  },
  profileNotFound: {
    message: 'There is no agent profile "{profile}". There is: {profiles}.',
    hint: 'Use one of these, or add your own to the setting "atlas.agents.profiles".',
  },
  profileIncomplete: {
    message: 'The agent profile "{profile}" names no program.',
    hint: 'Set "program" and "args" of this profile in the setting "atlas.agents.profiles".',
  },
  programNotFound: {
    message: 'The program "{program}" of the profile "{profile}" was not found.',
    hint: 'Install it, or correct the path in the setting "atlas.agents.profiles".',
  },
  programNotInstalled: {
    message: 'The program "{program}" of the profile "{profile}" was not found.',
    hint: 'Install it ({install}), or name its path in the setting "atlas.agents.profiles".',
  },
  agentNotNamed: {
    message: 'It is not clear which agent reports.',
    hint: 'Give its id with --agent AGENT_0001, or set ATLAS_AGENT_ID.',
  },
  decisionNotFound: {
    message: 'There is no decision {id}.',
    hint: 'List them with "atlas list decisions".',
  },
  decisionAlreadyMade: {
    message: 'Decision {id} is made already: {choice}',
    hint: 'Raise a new decision if it has to be thought over.',
  },
  decisionNotMade: {
    message: 'Decision {id} is not made yet, so nothing came of it.',
    hint: 'Make it with "atlas decide {id} …", and judge it when it shows how it turned out.',
  },
  insightNotFound: {
    message: 'There is no insight {insight}.',
    hint: 'List them with "atlas list insights", and name one by its number.',
  },
  itemNotFound: {
    message: 'There is no item {id}.',
    hint: 'See what there is with "atlas list", or give a whole id such as TASK_026.',
  },
  itemUnclear: {
    message: '{id} may mean {candidates}.',
    hint: 'Give the whole id.',
  },
  journalDamaged: {
    message: '{file} is damaged: {detail}.',
    hint: 'Mend it with "atlas doctor --repair", in VS Code "Atlas: Repair Files…"; the damaged file is kept.',
  },
  journalNewer: {
    message: 'The journal was written by a newer Atlas: this one does not know the event "{type}".',
    hint: 'Update Atlas. The files are left as they are.',
  },
  olderLayout: {
    message: '{file} is a context of an older layout, and has not been imported yet.',
    hint: 'Take it over with "atlas import"; it stays as it is.',
  },
  journalBehind: {
    message:
      '{file} lacks events that {context} was written after; it was cut off, or is another one.',
    hint: 'Bring the journal back; or go on from the context with "atlas doctor --repair", in VS Code "Atlas: Repair Files…".',
  },
  importUnreadable: {
    message: '{file} could not be imported: {detail}.',
    hint: 'Nothing was changed. Correct the file, or import another one.',
  },
  fileUnwritable: {
    message: '{file} could not be written: {detail}.',
    hint: 'Check the folder, free space and permissions, then try again.',
  },
  importNotFound: {
    message: 'There is no context to import at {file}.',
    hint: 'Name a context file, or a folder that holds one.',
  },
  reportReplaced: {
    message: 'Agent {id} reported anew while its report was checked; nothing of it was recorded.',
    hint: 'Check the new report with "atlas verify {id} --check".',
  },
  ownReport: {
    message: 'Agent {id} cannot judge its own report.',
    hint: 'A person judges it, or another agent.',
  },
  commandsNotAllowed: {
    message:
      'Checking the report of agent {id} runs commands in {folder}, and nobody allowed it: {commands}.',
    hint: 'Allow them with --yes, if you trust what they run.',
  },
  gitNotFound: {
    message: 'Git could not be started.',
    hint: 'Install git, or let the agent work in the workspace folder, without a worktree of its own.',
  },
  repositoryNotFound: {
    message: '{folder} is not in a git repository.',
    hint: 'Make one with "git init" and a first commit, or let the agent work without a worktree of its own.',
  },
  repositoryEmpty: {
    message:
      'The git repository of {folder} has no commit yet, so there is nothing to make a worktree of.',
    hint: 'Commit something first, or let the agent work without a worktree of its own.',
  },
  branchTaken: {
    message: 'The branch {branch} of agent {id} exists already, and belongs to somebody else.',
    hint: 'Rename or delete that branch, then try again.',
  },
  folderTaken: {
    message: 'There is something in {folder} already, where the worktree of agent {id} is to be.',
    hint: 'Move it away, then try again.',
  },
  worktreeNotFound: {
    message: 'Agent {id} has no worktree here.',
    hint: 'See which there are with "atlas worktrees".',
  },
  worktreeUnsaved: {
    message: 'The worktree of agent {id} has work that is nowhere else: {detail}.',
    hint: 'Commit and merge it first; or remove it all the same with --force, which deletes what is not committed.',
  },
  agentAtWork: {
    message: 'Agent {id} is at work.',
    hint: 'Wait until it has ended, or end it in its terminal.',
  },
  gitFailed: {
    message: 'Git could not do that: {detail}.',
    hint: 'See to what git says, then try again.',
  },
};

/** The English sentences of an error; `translate` may replace the templates before they are filled. */
export function errorText(
  error: AtlasError,
  translate: (template: string) => string = (template) => template,
): ErrorText {
  const text = TEXTS[error.code];
  const fill = (template: string): string =>
    translate(template).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(error.params[name] ?? whole),
    );
  return { message: fill(text.message), hint: fill(text.hint) };
}
