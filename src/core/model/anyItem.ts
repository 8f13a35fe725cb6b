import { AtlasError } from '../errors';
import type { Context } from './context';
import { indexOf, type Items } from './contextIndex';
import { fullId, ITEM_KINDS, kindOf, type ItemKind } from './ids';
import { findItem } from './lookup';

/** An item together with its kind. */
export type AnyItem = { [K in ItemKind]: { readonly kind: K; readonly item: Items[K] } }[ItemKind];

/**
 * The item people mean, of whatever kind: by its id, or by its number where only one kind has it.
 * @throws AtlasError itemNotFound, itemUnclear, (kind)NotFound
 */
export function findAnyItem(context: Context, typed: string): AnyItem {
  const kind = kindOf(typed);
  if (kind) {
    return { kind, item: findItem(context, kind, typed) } as AnyItem;
  }
  const index = indexOf(context);
  const found = ITEM_KINDS.flatMap((each) => {
    const item = index.find(each, fullId(each, typed)) ?? index.find(each, typed.trim());
    return item ? [{ kind: each, item } as AnyItem] : [];
  });
  const [only, another] = found;
  if (!only) {
    throw new AtlasError('itemNotFound', { id: typed.trim() });
  }
  if (another) {
    const candidates = found.map(({ item }) => item.id).join(', ');
    throw new AtlasError('itemUnclear', { id: typed.trim(), candidates });
  }
  return only;
}
