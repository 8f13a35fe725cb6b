import * as vscode from 'vscode';
import { inline, shortened } from '../../core/documents/markdown';
import type { Attention } from '../../core/queries/attention';
import type { Status } from '../../core/queries/status';
import { COMMANDS } from '../contributions';
import { waitingSentence } from '../host/attentionWords';
import type { Orchestration } from '../host/orchestration';
import { formatTime } from '../host/time';

/** More are on the page. */
const MOST_LISTED = 4;

/** The only commands that a link may run: those this very text has links to. */
const ENABLED = [
  COMMANDS.openItem,
  COMMANDS.showStatus,
  COMMANDS.showBriefing,
  COMMANDS.resume,
  COMMANDS.findItem,
];

/** What a person sees while they rest on the indicator: what needs them, where things stand, where to go on. */
export function smallBriefing(
  orchestration: Orchestration,
  now: Status,
  waiting: readonly Attention[],
): vscode.MarkdownString {
  const words = new vscode.MarkdownString(
    [
      `**${inline(now.project)}**`,
      sessionWords(now),
      ...waitingWords(orchestration, waiting),
      standing(now),
      links(orchestration, now).join(' · '),
    ].join('\n\n'),
  );
  words.isTrusted = { enabledCommands: ENABLED };
  return words;
}

function sessionWords({ session }: Status): string {
  const { number, started, ended, since } = session;
  if (session.active) {
    const going = started
      ? vscode.l10n.t('Session {0} is going on, since {1}.', number, formatTime(started))
      : vscode.l10n.t('Session {0} is going on.', number);
    const before = since ? vscode.l10n.t('The one before ended {0}.', formatTime(since)) : '';
    return `${going} ${before}`.trim();
  }
  if (number === 0) {
    return vscode.l10n.t('The first session begins with what you do next.');
  }
  return ended
    ? vscode.l10n.t(
        'Session {0} ended {1}. The next begins with what you do next.',
        number,
        formatTime(ended),
      )
    : vscode.l10n.t('Session {0} was the last one. The next begins with what you do next.', number);
}

function waitingWords(orchestration: Orchestration, waiting: readonly Attention[]): string[] {
  if (waiting.length === 0) {
    return [vscode.l10n.t('Nothing waits for you.')];
  }
  const lines = waiting
    .slice(0, MOST_LISTED)
    .map(({ id, about }) => `- ${itemLink(orchestration, id)} ${inline(shortened(about))}`);
  const more = waiting.length - lines.length;
  const rest = more > 0 ? [`- ${vscode.l10n.t('and {0} more', more)}`] : [];
  return [waitingSentence(waiting), [...lines, ...rest].join('\n')];
}

function standing({ objectives, tasks, agents }: Status): string {
  return [
    vscode.l10n.t('Objectives: {0} active', objectives.active),
    vscode.l10n.t(
      'Tasks: {0} active, {1} ready, {2} completed',
      tasks.active,
      tasks.ready,
      tasks.completed,
    ),
    vscode.l10n.t('Agents: {0} running, {1} reported', agents.running, agents.reported),
  ].join('  \n');
}

function links(orchestration: Orchestration, { session }: Status): string[] {
  return [
    link(vscode.l10n.t('Show Status'), COMMANDS.showStatus, inFolder(orchestration)),
    link(vscode.l10n.t('Show Briefing'), COMMANDS.showBriefing, inFolder(orchestration)),
    link(vscode.l10n.t('Find Item'), COMMANDS.findItem),
    ...(session.active || !vscode.workspace.isTrusted
      ? []
      : [link(vscode.l10n.t('Resume Orchestration'), COMMANDS.resume, inFolder(orchestration))]),
  ];
}

function itemLink(orchestration: Orchestration, id: string): string {
  return link(id, COMMANDS.openItem, { item: id, ...inFolder(orchestration) });
}

function inFolder({ files }: Orchestration): { folder: string } {
  return { folder: files.root };
}

function link(words: string, command: string, values?: object): string {
  const given = values ? `?${encodeURIComponent(JSON.stringify([values]))}` : '';
  // A bracket in a folder's name would end the link.
  return `[${inline(words)}](command:${command}${given.replace(/[()]/g, bracketCode)})`;
}

function bracketCode(bracket: string): string {
  return bracket === '(' ? '%28' : '%29';
}
