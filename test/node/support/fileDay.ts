import * as fs from 'node:fs';
import type { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { sampleText } from '../../core/support/sample';
import { contextFileOf, contextOf, textOf } from './open';

/** A context file as people treat it over a day, and what must be in it by then. */
export class FileDay {
  readonly #folder: OrchestrationFolder;
  readonly #file: string;
  #good: string;
  condition: 'good' | 'damaged' | 'gone' = 'good';
  /** The insights that were said to be there. */
  insights: unknown[];

  constructor(folder: OrchestrationFolder) {
    this.#folder = folder;
    this.#file = contextFileOf(folder);
    this.#good = sampleText();
    fs.writeFileSync(this.#file, this.#good);
    this.insights = [...(contextOf(folder).key_insights ?? [])];
  }

  /** The text, or nothing where there is no file. */
  get text(): string | undefined {
    return this.condition === 'gone' ? undefined : textOf(this.#folder);
  }

  edit(words: string): void {
    if (this.condition === 'good') {
      this.insights.push(words);
      const context = { ...contextOf(this.#folder), key_insights: this.insights };
      fs.writeFileSync(this.#file, JSON.stringify(context));
    }
  }

  damage(): void {
    if (this.condition === 'good') {
      this.#good = textOf(this.#folder);
      fs.writeFileSync(this.#file, this.#good.slice(0, this.#good.length / 2));
      this.condition = 'damaged';
    }
  }

  delete(): void {
    if (this.condition === 'good') {
      this.#good = textOf(this.#folder);
      fs.rmSync(this.#file);
      this.condition = 'gone';
    }
  }

  mend(): void {
    if (this.condition !== 'good') {
      fs.writeFileSync(this.#file, this.#good);
      this.condition = 'good';
    }
  }
}
