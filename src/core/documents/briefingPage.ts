import { agentState } from '../model/agentStates';
import type { Agent, Decision, Task } from '../model/context';
import type { Briefing, OddDecision } from '../queries/briefing';
import { isQuiet, type ReadyTask } from '../queries/briefingNews';
import type { BranchMerge, ForeignEdit } from '../queries/foreignChanges';
import type { RememberedInsight } from '../queries/rememberedInsights';
import type { Suggestion } from '../queries/suggestions';
import { countWords } from './countWords';
import { inline, shortened } from './markdown';
import { repositoryLines } from './repositoryLines';
import { AGENT_STATE_WORDS } from './statusPage';

export interface BriefingPageFormat {
  /** How a moment (ISO 8601) is written for this reader. */
  readonly time: (iso: string) => string;
}

/** A longer list is cut, and says how much is left out. */
const MOST_LISTED = 10;

/**
 * The briefing as a Markdown page, which is as readable in a terminal: who comes back learns what
 * happened, what changed in git, what goes on, and what to do next.
 */
export function briefingPage(briefing: Briefing, format: BriefingPageFormat): string {
  return [
    `# ${inline(briefing.project)}`,
    sessionWords(briefing, format),
    ...newsParts(briefing, format),
    ...waitingParts(briefing),
    ...repositoryLines(briefing.repository),
    ...nowParts(briefing, format),
    '## What to do next',
    briefing.next.map(suggestionLine).join('\n') ||
      'Nothing waits for you: agents are at work, or everything is done.',
  ]
    .join('\n\n')
    .concat('\n');
}

function sessionWords({ session, since }: Briefing, { time }: BriefingPageFormat): string {
  const started = session.started ? `, since ${time(session.started)}` : '';
  const here = session.active
    ? `Session ${session.number} is going on${started}.`
    : `Session ${session.number} was the last one; the next begins with what you do next.`;
  const before = since ? ` You were last here until ${time(since)}.` : '';
  return inline(here + before);
}

function newsParts(briefing: Briefing, { time }: BriefingPageFormat): string[] {
  const { since, others } = briefing;
  const heading = since === null ? '## So far' : `## Since ${inline(time(since))}`;
  if (isQuiet(briefing)) {
    return [heading, since === null ? 'Nothing has happened yet.' : 'Nothing has happened.'];
  }
  const also = countWords(others);
  return [
    heading,
    ...part('### Finished', briefing.finished, finishedLine),
    ...part('### Given up', briefing.givenUp, givenUpLine),
    ...part('### Reported, to be verified', briefing.reported, agentLine),
    ...part('### Verified', briefing.verified, agentLine),
    ...part('### Rejected', briefing.rejected, rejectedLine),
    ...part('### Without a report', briefing.withoutReport, agentLine),
    ...part('### Waiting for your decision', briefing.raised, decisionLine),
    ...part('### Decided', briefing.decided, decidedLine),
    ...part('### Ready to start', briefing.ready, readyLine),
    ...part('### Learnt', briefing.learnt, insightLine),
    ...part('### Changed outside of Atlas', briefing.edits, (edit) => editLine(edit, time)),
    ...part('### Branches that came together', briefing.merges, (merge) => mergeLine(merge, time)),
    ...(also === '' ? [] : [`Also: ${also}.`]),
  ];
}

function waitingParts({ waiting, since }: Briefing): string[] {
  const lines: (() => string)[] = [
    ...waiting.decisions.map((decision) => () => decisionLine(decision)),
    ...waiting.withoutReport.map((agent) => () => agentLine(agent)),
    ...waiting.rejected.map((agent) => () => rejectedLine(agent)),
    ...waiting.reported.map((agent) => () => agentLine(agent)),
  ];
  const heading = since === null ? '## Still waiting' : '## Still waiting from before';
  return part(heading, lines, (line) => line());
}

function nowParts({ active, running }: Briefing, { time }: BriefingPageFormat): string[] {
  return [
    ...part('## Running now', running, ({ id, type, mission, started }) => {
      const since = started ? ` since ${time(started)}` : '';
      return `- ${inline(`${id} (${type})${since}`)}: ${words(mission)}`;
    }),
    ...part('## Active tasks', active, (task) => `- ${named(task)}`),
  ];
}

/** A heading and its list, or nothing where there is nothing to list. */
function part<T>(heading: string, items: readonly T[], lineOf: (item: T) => string): string[] {
  const lines = items.slice(0, MOST_LISTED).map(lineOf);
  const more = items.length - lines.length;
  return items.length === 0
    ? []
    : [heading, [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')];
}

/** People's words in one line of the page, cut where they are long. */
function words(text: string): string {
  return inline(shortened(text));
}

function named({ id, description }: Task): string {
  return `${inline(id)} ${words(description)}`;
}

function finishedLine(task: Task): string {
  return `- ${named(task)}${after(task.outcome)}`;
}

/** People's words after a colon, where there are any. */
function after(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '' : `: ${words(text)}`;
}

function givenUpLine(task: Task): string {
  return `- ${named(task)} (${inline(task.status ?? 'failed')})${after(task.outcome)}`;
}

function agentLine(agent: Agent): string {
  const { id, type, report, failure, mission } = agent;
  const state = [AGENT_STATE_WORDS[agentState(agent)], report?.status ?? ''].join(' ').trim();
  return `- ${inline(`${id} (${type}) ${state}`)}${after(report?.summary ?? failure ?? mission)}`;
}

function rejectedLine({ id, type, verification, mission }: Agent): string {
  return `- ${inline(`${id} (${type}) rejected`)}${after(verification?.note ?? mission)}`;
}

function decisionLine({ id, question, ...decision }: Decision | OddDecision): string {
  // Other tools write decisions too, and what they like into them.
  const options: unknown = 'options' in decision ? decision.options : [];
  const choices = (Array.isArray(options) ? options : [])
    .map((option, index) => `${index + 1}. ${words(String(option))}`)
    .join('; ');
  const name = id === null ? '' : `${inline(id)} `;
  return `- ${name}${words(question)}${choices === '' ? '' : ` (${choices})`}`;
}

function decidedLine({ id, question, choice, rationale }: Decision): string {
  const because = rationale === undefined ? '' : `, because ${words(rationale)}`;
  return `- ${inline(id)} ${words(question)}: ${words(choice ?? 'decided')}${because}`;
}

function readyLine(task: ReadyTask): string {
  return `- ${named(task)} (waited for ${inline(task.waited_for.join(', '))})`;
}

function insightLine({ text, category, origin }: RememberedInsight): string {
  const from = [category ?? '', origin === null ? '' : `from ${origin}`].filter(Boolean).join(', ');
  return `- ${words(text)}${from === '' ? '' : ` (${inline(from)})`}`;
}

const HOW: Record<ForeignEdit['how'], string> = {
  edited: 'the context file was edited',
  imported: 'a context was imported',
  mended: 'the journal was mended',
};

function editLine({ time: at, how, changes }: ForeignEdit, time: (iso: string) => string): string {
  return `- ${inline(time(at))} ${HOW[how]}: ${words(changes)}`;
}

function mergeLine({ time: at, renumbered }: BranchMerge, time: (iso: string) => string): string {
  const moves = renumbered.map(({ from, to }) => `${from} is now ${to}`).join(', ');
  return `- ${inline(time(at))}${after(moves || 'nothing had the same id')}`;
}

const SUGGESTIONS: Record<Suggestion['act'], (item: string) => string> = {
  decide: (item) => `Decide ${item}`,
  answer: (item) => `Answer ${item}`,
  lookAfter: (item) => `Look what became of ${item}`,
  hurry: (item) => `${item} is over its timebox: ask it to wrap up`,
  sendAnother: (item) => `Send another agent, the report of ${item} was rejected`,
  verify: (item) => `Verify the report of ${item}`,
  complete: (item) => `Complete ${item}, its reports are verified`,
  goOn: (item) => `Spawn an agent for ${item}`,
  start: (item) => `Start ${item}`,
  conclude: (item) => `See whether ${item} is achieved`,
  addTask: (item) => `Add a task for ${item}`,
  addObjective: () => 'Add an objective',
};

function suggestionLine({ act, item, about, command }: Suggestion, index: number): string {
  const what = SUGGESTIONS[act](inline(item ?? ''));
  return `${index + 1}. ${what}${after(about)}${command === null ? '' : ` (\`${command}\`)`}`;
}
