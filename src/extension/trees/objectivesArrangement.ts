import * as vscode from 'vscode';
import * as z from 'zod';
import {
  AS_IT_IS,
  SORT_ORDERS,
  type Arrangement,
  type SortOrder,
} from '../../core/queries/arrangedTree';
import { COMMANDS, CONTEXT_KEYS } from '../contributions';
import type { CommandRegistry } from '../host/commandRegistry';

/** Where it is kept, for this workspace. */
const KEY = 'objectives.arrangement';

const Kept = z.object({
  sort: z.enum(SORT_ORDERS).catch(AS_IT_IS.sort),
  hideCompleted: z.boolean().catch(AS_IT_IS.hideCompleted),
  text: z.string().catch(AS_IT_IS.text),
});

/** How the view "Objectives" is sorted and filtered, which stays with the workspace. */
export class ObjectivesArrangement implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #owned: vscode.Disposable;
  #now: Arrangement;
  readonly onDidChange = this.#changed.event;

  constructor(commands: CommandRegistry, memory: vscode.Memento) {
    this.#memory = memory;
    this.#now = Kept.catch(AS_IT_IS).parse(memory.get(KEY));
    this.#tell();
    this.#owned = vscode.Disposable.from(this.#changed, ...this.#register(commands));
  }

  get now(): Arrangement {
    return this.#now;
  }

  async sort(sort: SortOrder): Promise<void> {
    await this.#set({ sort });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #set(change: Partial<Arrangement>): Promise<Arrangement> {
    this.#now = { ...this.#now, ...change };
    this.#tell();
    this.#changed.fire();
    await this.#memory.update(KEY, this.#now);
    return this.#now;
  }

  #tell(): void {
    const { hideCompleted, text } = this.#now;
    const set = (key: string, value: boolean): unknown =>
      vscode.commands.executeCommand('setContext', key, value);
    void set(CONTEXT_KEYS.completedHidden, hideCompleted);
    void set(CONTEXT_KEYS.filtered, text !== '');
  }

  #register(commands: CommandRegistry): vscode.Disposable[] {
    return [
      commands.register(COMMANDS.sortObjectives, {
        ask: async () => {
          const sort = await askOrder(this.#now.sort);
          return sort && this.#set({ sort });
        },
        given: async (values) =>
          this.#set(z.strictObject({ sort: Kept.shape.sort.unwrap() }).parse(values)),
      }),
      commands.register(COMMANDS.filterObjectives, {
        ask: async () => {
          const text = await vscode.window.showInputBox({
            title: vscode.l10n.t('Filter Objectives'),
            prompt: vscode.l10n.t('Words of objectives, tasks or agents. Empty: show all.'),
            value: this.#now.text,
          });
          return text === undefined ? undefined : this.#set({ text: text.trim() });
        },
        given: async (values) => this.#set(z.strictObject({ text: z.string() }).parse(values)),
      }),
      this.#switch(commands, COMMANDS.hideCompleted, { hideCompleted: true }),
      this.#switch(commands, COMMANDS.showCompleted, { hideCompleted: false }),
      this.#switch(commands, COMMANDS.clearFilter, { text: '', hideCompleted: false }),
    ];
  }

  #switch(
    commands: CommandRegistry,
    id: Parameters<CommandRegistry['register']>[0],
    change: Partial<Arrangement>,
  ): vscode.Disposable {
    const set = (): Promise<Arrangement> => this.#set(change);
    return commands.register(id, { ask: set, given: set });
  }
}

async function askOrder(now: SortOrder): Promise<SortOrder | undefined> {
  const items = SORT_ORDERS.map((sort) => ({
    label: orderWords(sort),
    description: sort === now ? vscode.l10n.t('now') : '',
    iconPath: new vscode.ThemeIcon(sort === now ? 'check' : 'blank'),
    sort,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sort Tasks'),
    placeHolder: vscode.l10n.t('In which order?'),
  });
  return chosen?.sort;
}

function orderWords(sort: SortOrder): string {
  switch (sort) {
    case 'id':
      return vscode.l10n.t('As they were added, or as you put them');
    case 'state':
      return vscode.l10n.t('By state: what needs you first, then what can be started');
    case 'priority':
      return vscode.l10n.t('By priority: the most urgent first');
  }
}

/** What the view says above its rows while something is left out, and how to see it again. */
export function filterWords({ text, hideCompleted }: Arrangement): string | undefined {
  const clear = vscode.l10n.t('Clear Filter, in the menu of this view, shows all.');
  if (text !== '') {
    const shown = hideCompleted
      ? vscode.l10n.t('Only what is not completed and has "{0}" is shown.', text)
      : vscode.l10n.t('Only what has "{0}" is shown.', text);
    return `${shown} ${clear}`;
  }
  return hideCompleted ? vscode.l10n.t('What is completed is hidden.') : undefined;
}
