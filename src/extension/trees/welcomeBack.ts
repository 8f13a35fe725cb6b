import type * as vscode from 'vscode';
import { sessionStatus } from '../../core/queries/status';
import { systemClock } from '../../node/systemClock';
import type { OfferNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';

/** Who was away for shorter knows what happened, in ms. */
const AWAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Offers the briefing to somebody who comes back after a day or more: one row at the top of the view, in
 * one window, until it is read or work goes on. Never a popup.
 */
export class WelcomeBack {
  readonly #memory: vscode.Memento;
  /** The pauses that this window offers to tell of. */
  readonly #offered = new Map<Orchestration, string>();
  readonly #read = new Set<Orchestration>();

  /** @param memory of the workspace: what was offered in a window that is closed is not offered again */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  offer(orchestration: Orchestration): OfferNode | undefined {
    const session = orchestration.read(sessionStatus);
    if (!session || session.active) {
      return undefined;
    }
    const { id } = session;
    // Older scripts wrote down when a session began, and not when it ended.
    const since = session.since ?? session.started;
    const away = Date.parse(systemClock.now()) - Date.parse(since ?? '');
    if (id === null || since === null || !(away >= AWAY_MS)) {
      return undefined;
    }
    return !this.#read.has(orchestration) && this.#isOurs(orchestration, id)
      ? { kind: 'offer', since }
      : undefined;
  }

  /** It was read. */
  done(orchestration: Orchestration): void {
    this.#read.add(orchestration);
  }

  #isOurs(orchestration: Orchestration, session: string): boolean {
    if (this.#offered.get(orchestration) === session) {
      return true;
    }
    const key = `welcomeBack ${orchestration.workspaceFolder.uri.toString()}`;
    if (this.#memory.get(key) === session) {
      return false;
    }
    this.#offered.set(orchestration, session);
    void this.#memory.update(key, session);
    return true;
  }
}
