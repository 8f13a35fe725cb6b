import type { Context } from '../model/context';
import type { ContextChange } from './contextChange';
import { ContextDraft } from './contextDraft';

/**
 * The context with the changes made. Never fails: a change whose target is not there, or an item whose
 * id is taken, changes nothing. The context given stays as it is, and what no change touches is shared.
 */
export function applyChanges(context: Context, changes: readonly ContextChange[]): Context {
  const draft = new ContextDraft(context);
  for (const change of changes) {
    draft.apply(change);
  }
  return draft.finish();
}
