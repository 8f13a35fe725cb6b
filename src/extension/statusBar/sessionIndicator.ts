import * as vscode from 'vscode';
import type { Attention } from '../../core/queries/attention';
import { status, type Status } from '../../core/queries/status';
import { lostAgents } from '../../node/lostAgents';
import { COMMANDS } from '../contributions';
import type { AttentionWatch } from '../host/attentionWatch';
import { Batches } from '../host/batches';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { smallBriefing } from './smallBriefing';

/**
 * The status bar's session indicator: which session, what runs, what needs the person. A click shows the
 * status, and between two sessions the briefing.
 */
export class SessionIndicator implements vscode.Disposable {
  readonly #orchestrations: Orchestrations;
  readonly #watch: AttentionWatch;
  readonly #item: vscode.StatusBarItem;
  readonly #owned: vscode.Disposable;
  #soon: NodeJS.Immediate | undefined;

  constructor(orchestrations: Orchestrations, watch: AttentionWatch) {
    this.#orchestrations = orchestrations;
    this.#watch = watch;
    this.#item = vscode.window.createStatusBarItem('atlas.session', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Atlas Session');
    // Not in the very moment of a change: whoever made it is waited for.
    const draws = new Batches(() => {
      this.#soon ??= setImmediate(() => {
        this.#soon = undefined;
        this.#draw();
      });
    });
    const draw = (): void => {
      draws.ask();
    };
    this.#owned = vscode.Disposable.from(
      this.#item,
      draws,
      orchestrations.onDidChange(draw),
      watch.onDidChange(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
    );
    draw();
  }

  dispose(): void {
    clearImmediate(this.#soon);
    this.#owned.dispose();
  }

  #draw(): void {
    const orchestration = this.#orchestrations.current;
    const now = orchestration?.read(status);
    if (!orchestration || !now) {
      this.#drawWithout(orchestration);
      return;
    }
    const waiting = this.#watch.waiting.get(orchestration) ?? [];
    const parts = [sessionWords(now), ...workWords(now, orchestration, waiting)];
    this.#item.text = `$(type-hierarchy-sub) ${parts.join(' · ')}`;
    this.#item.tooltip = smallBriefing(orchestration, now, waiting);
    this.#item.command = now.session.active ? COMMANDS.showStatus : COMMANDS.showBriefing;
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
    this.#item.command = COMMANDS.showStatus;
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

/** Agents whose runner is gone do not run, though that is written down only a moment later. */
function workWords(
  { agents }: Status,
  orchestration: Orchestration,
  waiting: readonly Attention[],
): string[] {
  const lost =
    orchestration.read((context) => lostAgents(orchestration.files, context).length) ?? 0;
  const needs =
    waiting.length === 1
      ? vscode.l10n.t('1 needs you')
      : vscode.l10n.t('{0} need you', waiting.length);
  return [
    vscode.l10n.t('{0} running', agents.running - lost),
    ...(waiting.length > 0 ? [needs] : []),
  ];
}
