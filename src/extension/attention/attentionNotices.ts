import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Attention } from '../../core/queries/attention';
import { claimNotice, dropOldClaims } from '../../node/noticeClaims';
import { COMMANDS, VIEWS, type CommandId } from '../contributions';
import { agentNodeOf } from '../host/agentPrompts';
import { AtlasNode } from '../host/atlasNode';
import type { AttentionWatch } from '../host/attentionWatch';
import { waitingSentence } from '../host/attentionWords';
import type { Orchestration } from '../host/orchestration';
import { wantedNotices } from '../host/wantedNotices';
import { noticeWords } from '../host/words';
import { noticeOf, type Notice } from './noticeOf';

/** What happened this shortly before a window opened is news in it: a reload loses none. In ms. */
const JUST_BEFORE_MS = 3 * 60_000;

/** The window that people look at tells it; another one only where none of them is. In ms. */
const AFTER_THE_FOCUSED_MS = 400;

/** More at once are told as one: they would only hide each other. */
const MOST_AT_ONCE = 3;

interface Told {
  readonly item: Attention;
  readonly notice: Notice;
}

/**
 * Tells what needs a person: each event once, in one window only. What had been waiting before this
 * window opened is told as one sentence, which people can follow or leave.
 */
export class AttentionNotices implements vscode.Disposable {
  readonly #watch: AttentionWatch;
  readonly #opened = Date.now();
  readonly #seen = new Map<Orchestration, Set<string>>();
  readonly #owned: vscode.Disposable;
  #disposed = false;

  constructor(watch: AttentionWatch) {
    this.#watch = watch;
    this.#owned = vscode.Disposable.from(
      watch.onDidChange(() => {
        this.#look();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#look();
      }),
    );
    this.#look();
  }

  dispose(): void {
    this.#disposed = true;
    this.#owned.dispose();
  }

  #look(): void {
    if (!vscode.workspace.isTrusted) {
      // Nothing may be written, not even that it was told, and nothing could be done about it.
      return;
    }
    for (const [orchestration, items] of this.#watch.waiting) {
      const before = this.#seen.get(orchestration);
      if (!before) {
        dropOldClaims(orchestration.files);
      }
      this.#seen.set(orchestration, new Set([...(before ?? []), ...items.map(({ key }) => key)]));
      const fresh = items.filter(({ key }) => before?.has(key) !== true);
      void this.#tell(
        orchestration,
        fresh.filter((item) => this.#isNews(item)),
        MOST_AT_ONCE,
      );
      if (!before) {
        // Something old that turns up later came with a merge or an edit: the views show it.
        void this.#tell(
          orchestration,
          fresh.filter((item) => !this.#isNews(item)),
          0,
        );
      }
    }
  }

  #isNews({ since }: Attention): boolean {
    return Date.parse(since) >= this.#opened - JUST_BEFORE_MS;
  }

  /** @param most how many are told one by one */
  async #tell(
    orchestration: Orchestration,
    items: readonly Attention[],
    most: number,
  ): Promise<void> {
    const wanted = wantedOf(orchestration, items);
    if (wanted.length > 0 && !vscode.window.state.focused) {
      await delay(AFTER_THE_FOCUSED_MS);
    }
    const ours = wanted.filter(
      ({ item }) => this.#stillWaits(orchestration, item) && claim(orchestration, item),
    );
    if (ours.length > most) {
      await offerAll(orchestration, this.#watch.waiting.get(orchestration) ?? []);
      return;
    }
    await Promise.all(ours.map((each) => show(orchestration, each)));
  }

  #stillWaits(orchestration: Orchestration, { key }: Attention): boolean {
    const waiting = this.#watch.waiting.get(orchestration) ?? [];
    return !this.#disposed && waiting.some((item) => item.key === key);
  }
}

function wantedOf(orchestration: Orchestration, items: readonly Attention[]): Told[] {
  const wish = wantedNotices(orchestration);
  if (wish === 'off') {
    return [];
  }
  return items.flatMap((item) => {
    const notice = noticeOf(item);
    return notice && (wish === 'all' || !notice.quiet) ? [{ item, notice }] : [];
  });
}

/** The ids of two orchestrations of one folder may be the same. */
function claim({ files, name }: Orchestration, { key }: Attention): boolean {
  return claimNotice(files, `${name}\n${key}`);
}

async function show(orchestration: Orchestration, { item, notice }: Told): Promise<void> {
  const { severity, message, action, command } = notice;
  const chosen = await (severity === 'warning'
    ? vscode.window.showWarningMessage(message, action)
    : vscode.window.showInformationMessage(message, action));
  if (chosen === action) {
    await vscode.commands.executeCommand(command, nodeOf(orchestration, item, command));
  }
}

/** What the command of a notice is about: the decision that is asked for, else the agent. */
function nodeOf(
  orchestration: Orchestration,
  { agent, decision }: Attention,
  command: CommandId,
): AtlasNode | undefined {
  if (decision && (command === COMMANDS.decide || !agent)) {
    return new AtlasNode(orchestration, { kind: 'decision', decision });
  }
  const node = agent && agentNodeOf(orchestration, agent);
  return node && new AtlasNode(orchestration, node);
}

/** One sentence of everything that waits, as the badge counts it. */
async function offerAll(
  orchestration: Orchestration,
  waiting: readonly Attention[],
): Promise<void> {
  const action = vscode.l10n.t('Show Agents');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} — {1}', noticeWords(orchestration.name), waitingSentence(waiting)),
    action,
  );
  if (chosen === action) {
    await vscode.commands.executeCommand(`${VIEWS.agents}.focus`);
  }
}
