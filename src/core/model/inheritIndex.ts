import { kindOf, listsOf, type ContextChange, type ItemList } from '../changes/contextChange';
import { entriesOf, isItem } from '../changes/itemIndex';
import type { Context } from './context';
import { presentIndex, setIndex, type BuiltIndex, type Items } from './contextIndex';
import type { ItemKind } from './ids';
import type { TaskList } from './taskStates';

/**
 * Gives the index of a context that is given up to the one that came of it by some changes: making it anew
 * takes much longer than the changes do. Where that cannot be told from the changes, it is made anew.
 */
export function inheritIndex(from: Context, to: Context, changes: readonly ContextChange[]): void {
  const index = presentIndex(from);
  const lists = index && listsConcerned(changes);
  // Which of two items with one id is meant, is found out anew.
  if (!index?.isUnambiguous || !lists) {
    return;
  }
  const ids = new Set<unknown>(
    changes.map((change) => (change.op === 'add' ? change.item.id : 'id' in change && change.id)),
  );
  for (const list of lists) {
    const before = entriesOf(from, list);
    const entries = entriesOf(to, list);
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at];
      // Which object it is, is seen much faster than what its id is.
      if (entry !== before[at] && isItem(entry) && ids.has(entry.id)) {
        put(index, list, entry as unknown as Items[ItemKind]);
      }
    }
  }
  index.goOnWith(to);
  setIndex(from, undefined);
  setIndex(to, index);
}

function put(index: BuiltIndex, list: ItemList, item: Items[ItemKind]): void {
  const kind = kindOf(list);
  if (kind === 'task') {
    index.putTask(item as Items['task'], list as TaskList);
  } else {
    index.put(kind, item);
  }
}

/** Lists in which items may be others now; undefined where ids or numbers may have gone. */
function listsConcerned(changes: readonly ContextChange[]): Set<ItemList> | undefined {
  const kinds = new Set<ItemKind>();
  for (const change of changes) {
    switch (change.op) {
      case 'add':
        kinds.add(kindOf(change.list));
        break;
      case 'move':
      case 'set':
      case 'unset':
        kinds.add(change.kind);
        break;
      case 'addValue':
      case 'removeValue':
        if (change.list !== 'key_insights') {
          return undefined;
        }
        break;
      case 'setKey':
      case 'unsetKey':
        if (change.path[0] === 'metrics') {
          return undefined;
        }
        break;
      case 'remove':
        return undefined;
    }
  }
  return new Set([...kinds].flatMap(listsOf));
}
