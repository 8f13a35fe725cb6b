import type { ItemList } from '../changes/contextChange';
import type { JournalRecord } from '../journal/record';
import type { Agent } from '../model/context';

/** Edits of the context file tell by themselves what they moved; they need not write a time beside. */
export class TouchedByHand {
  readonly #seen = new Set<string>();

  constructor(records: readonly JournalRecord[]) {
    for (const { event } of records) {
      for (const change of 'changes' in event && event.type !== 'contextImported'
        ? event.changes
        : []) {
        if (change.op === 'move') {
          this.#seen.add(`${change.to} ${change.id}`);
        } else if (change.op === 'add') {
          this.#seen.add(`${change.list} ${change.item.id}`);
        } else if (change.op === 'set') {
          this.#seen.add(`${change.path[0] ?? ''} ${change.id}`);
        }
      }
    }
  }

  entered(list: ItemList, id: string): boolean {
    return this.#seen.has(`${list} ${id}`);
  }

  set({ id }: Agent, field: string): boolean {
    return this.#seen.has(`${field} ${id}`) || this.#seen.has(`status ${id}`);
  }
}
