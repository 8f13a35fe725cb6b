import * as vscode from 'vscode';
import { agentState, isAtWork } from '../../core/model/agentStates';
import type { Context } from '../../core/model/context';
import { attention, type Attention } from '../../core/queries/attention';
import type { Orchestration } from './orchestration';
import type { Orchestrations } from './orchestrations';

/** How often we look whether time alone made something wait, while agents are at work, in ms. */
const LOOK_EVERY_MS = 10_000;

/** What waits for a person in each orchestration, and when that changes. */
export class AttentionWatch implements vscode.Disposable {
  readonly #orchestrations: Orchestrations;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #owned: vscode.Disposable;
  #waiting: ReadonlyMap<Orchestration, readonly Attention[]> = new Map();
  #last = '';
  readonly onDidChange = this.#changed.event;

  constructor(orchestrations: Orchestrations) {
    this.#orchestrations = orchestrations;
    const timer = setInterval(() => {
      if (orchestrations.present.some((one) => one.read(hasAgentsAtWork))) {
        this.#look();
      }
    }, LOOK_EVERY_MS);
    this.#owned = vscode.Disposable.from(
      this.#changed,
      orchestrations.onDidChange(() => {
        this.#look();
      }),
      {
        dispose: () => {
          clearInterval(timer);
        },
      },
    );
    this.#look();
  }

  /** By orchestration, the most urgent first in each; those whose context was read have an entry. */
  get waiting(): ReadonlyMap<Orchestration, readonly Attention[]> {
    return this.#waiting;
  }

  get all(): readonly Attention[] {
    return [...this.#waiting.values()].flat();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #look(): void {
    const found = this.#orchestrations.present.flatMap((one) => {
      const items = one.read(attention);
      return items ? [[one, items] as const] : [];
    });
    this.#waiting = new Map(found);
    const keys = found.flatMap(([one, items]) => [one.name, ...items.map(({ key }) => key)]);
    const now = keys.join('\n');
    if (now !== this.#last) {
      this.#last = now;
      this.#changed.fire();
    }
  }
}

function hasAgentsAtWork(context: Context): boolean {
  return (context.spawned_agents ?? []).some((agent) => isAtWork(agentState(agent)));
}
