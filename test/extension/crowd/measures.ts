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

  /** How long an event had to wait at most until the tree was drawn again. */
  after(events: readonly number[]): { readonly longestMs: number; readonly draws: number } {
    const waits = events
      .filter((event) => event >= (this.#times[0] ?? 0))
      .map((event) => (this.#times.find((time) => time >= event) ?? Date.now()) - event);
    return { longestMs: Math.max(...waits), draws: this.#times.length };
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
  longestAnswerMs = 0;
  longestBlockMs = 0;
  #answers = 0;
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

  get words(): string {
    const [answer, block] = [this.longestAnswerMs, this.longestBlockMs].map(Math.round);
    return `${this.#answers} commands answered within ${answer ?? 0} ms, blocked for at most ${block ?? 0} ms`;
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
        text: `Number ${this.#answers}`,
      });
      this.#answers += 1;
      this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
  }
}
