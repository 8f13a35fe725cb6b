import type { Context } from '../model/context';
import type { ContextChange } from './contextChange';
import { ContextDraft } from './contextDraft';

/**
 * The context with the changes made. Never fails: a change whose target is not there, or an item whose
 * id is taken, changes nothing. The context given stays as it is, and what no change touches is shared.
 */
export function applyChanges(context: Context, changes: readonly ContextChange[]): Context {
  const draft = new ContextDraft(context, concernedBy(changes));
  for (const change of changes) {
    draft.apply(change);
  }
  return draft.finish();
}

/** The ids that changes are about; undefined where one is about what has none. */
function concernedBy(changes: readonly ContextChange[]): ReadonlySet<string> | undefined {
  const ids = new Set<string>();
  for (const change of changes) {
    switch (change.op) {
      case 'add':
        ids.add(change.item.id);
        break;
      case 'addValue':
      case 'removeValue':
        if (change.list !== 'key_insights') {
          return undefined;
        }
        break;
      case 'setKey':
      case 'unsetKey':
        break;
      default:
        ids.add(change.id);
    }
  }
  return ids;
}
