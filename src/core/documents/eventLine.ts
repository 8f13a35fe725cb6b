import { describeChanges } from '../changes/describeChanges';
import type { AtlasEvent, RestartPurpose } from '../model/events';

type EventType = AtlasEvent['type'];

const SIGNALS = {
  needsInput: 'needs input',
  working: 'goes on',
  turnEnded: 'ended its turn',
} as const;

const PURPOSES = {
  goOn: ' again',
  report: ' again, to report',
  rework: ' again, to mend what was rejected',
} as const satisfies Record<RestartPurpose, string>;

/** The item it is about first, then what people wrote. */
const WORDS: { readonly [T in EventType]: (event: Extract<AtlasEvent, { type: T }>) => string } = {
  orchestrationCreated: ({ project }) => `orchestration created: ${project}`,
  contextAdopted: ({ context }) => `context taken into the journal: ${context.project_name}`,
  contextEdited: ({ changes }) => `context edited by hand: ${describeChanges(changes)}`,
  contextImported: ({ changes, record }) =>
    `context imported from ${record.origin}: ${describeChanges(changes)}`,
  snapshotImported: ({ file }) => `snapshot imported: ${file}`,
  contextMigrated: ({ from, to }) => `context brought from format ${from} to ${to}`,
  branchesMerged: () => 'branches merged',
  journalMended: ({ changes }) => `journal mended: ${describeChanges(changes)}`,
  sessionStarted: ({ id }) => `${id} started`,
  sessionContinued: () => 'session continued',
  sessionEnded: ({ clean }) => (clean ? 'session ended' : 'session broken off'),
  contextSaved: () => 'context saved',
  objectiveAdded: ({ objective }) => `${objective.id} added: ${objective.description}`,
  objectiveClosed: ({ id, status, reason }) => `${id} ${status}${because(reason)}`,
  taskAdded: ({ task }) => `${task.id} added: ${task.description}`,
  taskStarted: ({ id }) => `${id} started`,
  taskCompleted: ({ id, outcome }) => `${id} completed: ${outcome}`,
  taskFailed: ({ id, reason }) => `${id} failed: ${reason}`,
  taskCancelled: ({ id, reason }) => `${id} cancelled: ${reason}`,
  taskReopened: ({ id, reason }) => `${id} reopened${because(reason)}`,
  itemEdited: ({ id, description }) => `${id} is now: ${description}`,
  dependenciesChanged: ({ id, added, removed }) =>
    `${id} ${[
      ...(added.length > 0 ? [`waits for ${added.join(', ')}`] : []),
      ...(removed.length > 0 ? [`does not wait for ${removed.join(', ')} any more`] : []),
    ].join(', and ')}`,
  taskPrioritised: ({ id, priority }) => `${id} has priority ${priority}`,
  taskMoved: ({ id, objective }) =>
    objective === undefined ? `${id} serves no objective any more` : `${id} serves ${objective}`,
  taskOrdered: ({ id }) => `${id} put elsewhere in the order`,
  decisionRaised: ({ decision }) => `${decision.id} raised: ${decision.question}`,
  decisionEdited: ({ id, question, options }) =>
    `${id} ${question === undefined ? `put otherwise${options ? `: ${options.join(' / ')}` : ''}` : `is now: ${question}`}`,
  decisionMade: ({ id, choice }) => `${id} decided: ${choice}`,
  decisionJudged: ({ id, good, note }) =>
    `${id} turned out ${good ? 'good' : 'bad'}${because(note)}`,
  insightRecorded: ({ text }) => `insight: ${text}`,
  insightEdited: ({ text }) => `insight is now: ${text}`,
  insightPromoted: ({ text, file }) => `insight promoted to ${file}: ${text}`,
  agentSpawned: ({ agent }) => `${agent.id} spawned: ${agent.mission}`,
  agentStarted: ({ id, purpose }) =>
    `${id} started${purpose === undefined ? '' : PURPOSES[purpose]}`,
  agentLaunched: ({ id }) => `${id} launched`,
  agentSignalled: ({ id, signal, about }) => `${id} ${SIGNALS[signal]}${because(about)}`,
  agentSessionKnown: ({ id, cliSession }) => `${id} is conversation ${cliSession}`,
  agentTimeboxed: ({ id, stage }) =>
    `${id} ${stage === 'warned' ? 'has used 80% of its timebox' : 'is over its timebox'}`,
  agentTimedOut: ({ id, left }) => `${id} timed out: ${left}`,
  agentCancelled: ({ id, reason }) => `${id} cancelled: ${reason}`,
  agentChecked: ({ id, checks }) =>
    `${id} checked: ${checks.filter(({ passed }) => passed).length} of ${checks.length} hold`,
  agentReported: ({ id, report }) => `${id} reported ${report.status}: ${report.summary}`,
  agentVerified: ({ id, verification: { accepted, note } }) =>
    `${id} report ${accepted ? 'accepted' : 'rejected'}${because(note)}`,
  agentExited: ({ id, exitCode, signal }) =>
    `${id} ended${exitCode === undefined ? '' : ` with exit code ${exitCode}`}${signal === undefined ? '' : ` by ${signal}`}`,
  agentCouldNotStart: ({ id, reason }) => `${id} could not start: ${reason}`,
  agentLost: ({ id, left }) => `${id} lost${because(left)}`,
};

export const EVENT_TYPES = Object.keys(WORDS) as readonly EventType[];

/** What happened, in words for a line of a log; people's own words may go on over several. */
export function eventLine(event: AtlasEvent): string {
  return (WORDS[event.type] as (event: AtlasEvent) => string)(event);
}

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `: ${reason}`;
}
