import * as vscode from 'vscode';
import type { AtlasExtension } from '../../../src/extension/extension';

type Tree = AtlasExtension['trees']['agents'];

/** When VS Code asked a tree for its roots, which is when it draws it. */
export class Drawing {
  readonly #times: number[] = [];
  readonly #forget: () => void;

  constructor(tree: Tree) {
    const getChildren = tree.getChildren.bind(tree);
    tree.getChildren = (node) => {
      if (node === undefined) this.#times.push(Date.now());
      return getChildren(node);
    };
    this.#forget = () => {
      tree.getChildren = getChildren;
    };
  }

  /** How long each event had to wait until the tree was drawn again, in ms, the shortest first. */
  waitsAfter(events: readonly number[]): readonly number[] {
    const waits = events
      .filter((event) => event >= (this.#times[0] ?? 0))
      .map((event) => (this.#times.find((time) => time >= event) ?? Date.now()) - event);
    return sorted(waits);
  }

  get draws(): number {
    return this.#times.length;
  }

  dispose(): void {
    this.#forget();
  }
}

/** How often the window is asked for something, and its event loop looked at, in ms. */
const ASK_EVERY_MS = 500;
const BEAT_EVERY_MS = 20;

/** Asks the extension host for something again and again, and notes how long it takes. */
export class Pulse {
  longestBlockMs = 0;
  readonly #answersMs: number[] = [];
  #last = performance.now();
  #over = false;
  readonly #beat = setInterval(() => {
    const now = performance.now();
    this.longestBlockMs = Math.max(this.longestBlockMs, now - this.#last - BEAT_EVERY_MS);
    this.#last = now;
  }, BEAT_EVERY_MS);

  constructor() {
    void this.#ask();
  }

  /** How long each command took, in ms, the shortest first. */
  get answersMs(): readonly number[] {
    return sorted(this.#answersMs);
  }

  dispose(): void {
    this.#over = true;
    clearInterval(this.#beat);
  }

  /** An act of a person, which has to get the lock among all the agents. */
  async #ask(): Promise<void> {
    while (!this.#over) {
      const begun = performance.now();
      await vscode.commands.executeCommand('atlas.recordInsight', {
        text: `Number ${this.#answersMs.length}`,
      });
      this.#answersMs.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}

/** What this share of the values does not exceed; of values that are sorted. */
export function quantile(values: readonly number[], share: number): number {
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((one, other) => one - other);
}
