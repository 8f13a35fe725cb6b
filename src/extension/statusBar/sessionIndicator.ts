import * as vscode from 'vscode';
import { inline } from '../../core/documents/markdown';
import { sessionSentence } from '../../core/documents/statusPage';
import { agentsWithoutReport } from '../../core/queries/objectiveTree';
import { status, type Status } from '../../core/queries/status';
import { lostAgents } from '../../node/lostAgents';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { formatTime } from '../host/time';

/** The status bar's session indicator: which session, what runs, what waits. A click shows the status. */
export class SessionIndicator implements vscode.Disposable {
  readonly #orchestrations: Orchestrations;
  readonly #item: vscode.StatusBarItem;
  readonly #owned: vscode.Disposable;

  constructor(orchestrations: Orchestrations) {
    this.#orchestrations = orchestrations;
    this.#item = vscode.window.createStatusBarItem('atlas.session', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Atlas Session');
    this.#item.command = COMMANDS.showStatus;
    const draw = (): void => {
      this.#draw();
    };
    this.#owned = vscode.Disposable.from(
      this.#item,
      orchestrations.onDidChange(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
    );
    draw();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #draw(): void {
    const orchestration = this.#orchestrations.current;
    const now = orchestration?.read(status);
    if (!orchestration || !now) {
      this.#drawWithout(orchestration);
      return;
    }
    const parts = [sessionWords(now), ...agentWords(now, orchestration)];
    this.#item.text = `$(type-hierarchy-sub) ${parts.join(' · ')}`;
    this.#item.tooltip = tooltip(now);
    this.#item.backgroundColor = orchestration.state.problem
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Atlas: {0}', [now.project, ...parts].join(', ')),
      role: 'button',
    };
    this.#item.show();
  }

  #drawWithout(orchestration: Orchestration | undefined): void {
    if (!orchestration) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(warning) ${vscode.l10n.t('Atlas')}`;
    this.#item.tooltip = vscode.l10n.t('The orchestration cannot be shown. Click to see why.');
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#item.accessibilityInformation = undefined;
    this.#item.show();
  }
}

function sessionWords({ session }: Status): string {
  return session.active
    ? vscode.l10n.t('Session {0}', session.number)
    : vscode.l10n.t('Session {0} ended', session.number);
}

/** Agents whose runner is gone do not run, though that is written down only with the next Resume. */
function agentWords({ agents }: Status, orchestration: Orchestration): string[] {
  const lost =
    orchestration.read((context) => lostAgents(orchestration.files, context).length) ?? 0;
  const withoutReport = (orchestration.read(agentsWithoutReport)?.length ?? 0) + lost;
  return [
    vscode.l10n.t('{0} running', agents.running - lost),
    ...(withoutReport > 0 ? [vscode.l10n.t('{0} without report', withoutReport)] : []),
  ];
}

function tooltip(now: Status): vscode.MarkdownString {
  const { tasks, agents, objectives } = now;
  const words = new vscode.MarkdownString(
    [
      `**${inline(now.project)}**`,
      sessionSentence(now, { time: formatTime }),
      [
        vscode.l10n.t('Phase: {0}', now.phase),
        vscode.l10n.t('Objectives: {0} active', objectives.active),
        vscode.l10n.t(
          'Tasks: {0} active, {1} ready, {2} completed',
          tasks.active,
          tasks.ready,
          tasks.completed,
        ),
        vscode.l10n.t('Agents: {0} running, {1} reported', agents.running, agents.reported),
      ].join('  \n'),
      now.session.active
        ? `[${vscode.l10n.t('Show Status')}](command:${COMMANDS.showStatus})`
        : `[${vscode.l10n.t('Resume Orchestration')}](command:${COMMANDS.resume})`,
    ].join('\n\n'),
  );
  words.isTrusted = { enabledCommands: [COMMANDS.showStatus, COMMANDS.resume] };
  return words;
}
