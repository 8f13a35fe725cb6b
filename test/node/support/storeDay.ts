import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { AtlasError } from '../../../src/core/errors';
import { holdSame, readHistory } from '../../../src/core/journal/history';
import type { Context } from '../../../src/core/model/context';
import { allTasks } from '../../../src/core/model/lookup';
import { addTask } from '../../../src/core/operations/addTask';
import { completeTask } from '../../../src/core/operations/completeTask';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { JournalFile } from '../../../src/node/journalFile';
import type { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { contextFileOf, contextOf, journalFileOf, open, type Opened } from './open';

type Harm = 'context cut' | 'journal cut' | 'journal gone';

/**
 * A day of two windows, a program without our lock, and accidents, on one orchestration; beside it the
 * plain model of what must be there: everything that was said to be done, and every edit, once.
 */
export class StoreDay {
  readonly #folder: OrchestrationFolder;
  readonly #open: (folder: OrchestrationFolder) => Opened;
  readonly #windows: Opened[];
  readonly #insights: unknown[];
  readonly #tasks = new Map<string, 'open' | 'completed'>();
  /** Texts that the program without our lock has read, and may write back. */
  #read: string[] = [];
  #harm: Harm | undefined;
  #whole = '';
  #count = 0;

  /** @param open how a window opens a folder */
  constructor(folder: OrchestrationFolder, open: (folder: OrchestrationFolder) => Opened) {
    this.#folder = folder;
    this.#open = open;
    this.#windows = [open(folder), open(folder)];
    const context = contextOf(folder);
    this.#insights = [...(context.key_insights ?? [])];
    for (const task of allTasks(context)) {
      this.#tasks.set(task.description, 'outcome' in task ? 'completed' : 'open');
    }
  }

  /** Something new through one of the windows: done and kept, or refused with a reason and nothing changed. */
  async add(who: number, what: 'insight' | 'task'): Promise<void> {
    const text = this.#new(`by window ${who}`);
    const { atlas } = this.#window(who);
    const done = await this.#attempt(() =>
      what === 'insight'
        ? atlas.run(recordInsight, { text })
        : atlas.run(addTask, { description: text }),
    );
    if (done && what === 'insight') {
      this.#insights.push(text);
    } else if (done) {
      this.#tasks.set(text, 'open');
    }
  }

  /** Completes the first open task there is, at once, as a closing window would. */
  async complete(who: number): Promise<void> {
    const { atlas, store } = this.#window(who);
    await store.look();
    const [task] = store.state.context?.active_tasks ?? [];
    if (task && !this.#harm) {
      await this.#attempt(() => atlas.runNow(completeTask, { task: task.id, outcome: 'done' }));
      this.#tasks.set(task.description, 'completed');
    }
  }

  async look(who: number): Promise<void> {
    await this.#window(who).store.look();
  }

  /** The window is closed and opened again. */
  reopen(who: number): void {
    this.#windows[who] = this.#open(this.#folder);
  }

  /** The program without our lock reads the file now, to write it later. */
  read(): void {
    if (!this.#harm && fs.existsSync(this.#file)) {
      this.#read.push(fs.readFileSync(this.#file, 'utf8'));
    }
  }

  /** It writes what it read, the last time or long ago, with something of its own in it. */
  async edit(age: number, what: 'insight' | 'task'): Promise<void> {
    const text = this.#read.at(-1 - age) ?? this.#read[0];
    // A second edit before anybody looked would be over the first: that is its own loss.
    if (text === undefined || this.#harm) {
      return;
    }
    await this.look(0);
    await this.look(1);
    await this.#absorbed();
    const words = this.#new('by hand');
    const context = parsed(text);
    if (what === 'insight') {
      context.key_insights = [...(context.key_insights ?? []), words];
      this.#insights.push(words);
    } else {
      const id = `TASK_${String(26 + (this.#count % 5)).padStart(3, '0')}`;
      const taken = allTasks(context).some((task) => task.id === id);
      context.active_tasks = [
        ...(context.active_tasks ?? []),
        { id: taken ? `TASK_${900 + this.#count}` : id, description: words, status: 'pending' },
      ];
      this.#tasks.set(words, 'open');
    }
    fs.writeFileSync(this.#file, JSON.stringify(context));
    await this.#absorbed();
  }

  /** Somebody formats the file anew, or touches it. */
  reformat(): void {
    if (!this.#harm && fs.existsSync(this.#file)) {
      const context = parsed(fs.readFileSync(this.#file, 'utf8'));
      fs.writeFileSync(this.#file, `\uFEFF${JSON.stringify(context, null, 4)}\r\n`);
    }
  }

  /** A line of the journal that was not finished, as a full disk or a crash leaves it. */
  tear(): void {
    if (fs.existsSync(this.#journal) && !this.#harm) {
      fs.appendFileSync(this.#journal, '{"seq":99,"id":"torn');
    }
  }

  async deleteContext(): Promise<void> {
    if (fs.existsSync(this.#journal) && !this.#harm) {
      await this.#absorbed();
      fs.rmSync(this.#file, { force: true });
    }
  }

  async harm(what: Harm): Promise<void> {
    const file = what === 'context cut' ? this.#file : this.#journal;
    if (this.#harm || !fs.existsSync(this.#journal) || !fs.existsSync(this.#file)) {
      return;
    }
    await this.#absorbed();
    this.#window(0).store.flushNow();
    this.#whole = fs.readFileSync(file, 'latin1');
    this.#harm = what;
    if (what === 'journal gone') {
      fs.rmSync(file);
    } else {
      fs.writeFileSync(file, this.#whole.slice(0, this.#whole.length / 2), 'latin1');
    }
  }

  mend(): void {
    if (this.#harm) {
      const file = this.#harm === 'context cut' ? this.#file : this.#journal;
      fs.writeFileSync(file, this.#whole, 'latin1');
      this.#harm = undefined;
    }
  }

  /** What must hold after everything that happened. */
  async check(): Promise<void> {
    if (this.#harm) {
      return;
    }
    for (const { store } of this.#windows) {
      await store.look();
      assert.equal(store.state.problem, undefined);
      this.#checkContext(store.state.context);
    }
    const fresh = open(this.#folder).store.state.context;
    this.#checkContext(fresh);
  }

  /** When all is absorbed, the file, the journal and both windows say the same. */
  async end(): Promise<void> {
    this.mend();
    await this.add(0, 'insight');
    await this.check();
    const folded = readHistory(new JournalFile(this.#journal).read().records).context;
    assert.ok(folded);
    assert.ok(holdSame(contextOf(this.#folder), folded));
  }

  #checkContext(context: Context | undefined): void {
    assert.ok(context);
    const tasks = allTasks(context);
    assert.deepEqual([...(context.key_insights ?? [])].sort(), [...this.#insights].sort());
    assert.deepEqual(
      tasks.map(({ description }) => description).sort(),
      [...this.#tasks.keys()].sort(),
    );
    assert.equal(new Set(tasks.map(({ id }) => id)).size, tasks.length);
    for (const { description } of context.active_tasks ?? []) {
      assert.equal(this.#tasks.get(description), 'open', description);
    }
  }

  /** Whether it was done. What is refused leaves both files as they are. */
  async #attempt(act: () => unknown): Promise<boolean> {
    const before = this.#files();
    try {
      await act();
      assert.equal(this.#harm, undefined);
      return true;
    } catch (error) {
      assert.ok(error instanceof AtlasError, String(error));
      assert.ok(this.#harm, error.message);
      assert.deepEqual(this.#files(), before);
      return false;
    }
  }

  /** A window that watches takes edits over soon; here at once. */
  async #absorbed(): Promise<void> {
    const { store } = this.#window(0);
    await store.look();
    if (store.state.unwritten) {
      store.commitNow(() => ({ at: new Date().toISOString(), events: [] }));
    }
  }

  #files(): (string | undefined)[] {
    return [this.#file, this.#journal].map((file) =>
      fs.existsSync(file) ? fs.readFileSync(file, 'latin1') : undefined,
    );
  }

  #window(who: number): Opened {
    const window = this.#windows[who];
    assert.ok(window);
    return window;
  }

  #new(words: string): string {
    this.#count += 1;
    return `${this.#count} ${words}`;
  }

  get #file(): string {
    return contextFileOf(this.#folder);
  }

  get #journal(): string {
    return journalFileOf(this.#folder);
  }
}

function parsed(text: string): Context {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as Context;
}
