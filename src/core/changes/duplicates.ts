import { groupBy } from '../model/groupBy';
import type { ItemKind } from '../model/ids';
import { identityOf, type ItemIndex, type PlacedItem } from './itemIndex';
import { canonicalText, sameJson } from './jsonValues';
import { Tally } from './tally';

export interface SettledItems {
  /** One item for each id. */
  readonly items: ReadonlyMap<string, PlacedItem>;
  /** The items whose id went to another one. */
  readonly others: readonly PlacedItem[];
  /** Those of the others that are news: another item each, unknown to the base. */
  readonly rejected: readonly PlacedItem[];
}

/**
 * Decides which item an id means in a file that has it twice.
 *
 * It happens in two ways. Somebody copied a task to the completed ones and left the original standing:
 * then the copy is what they mean, and the original is left over. Or somebody merged two branches that
 * had given the same id: then the item that the base knows keeps it.
 */
export function settleDuplicates(
  kind: ItemKind,
  before: ItemIndex,
  after: ItemIndex,
): SettledItems {
  const items = new Map(after.items);
  const others: PlacedItem[] = [];
  const rejected: PlacedItem[] = [];
  const known = new Tally(before.duplicates.map(keyOf));
  for (const [id, rivals] of groupBy(after.duplicates, ({ item }) => item.id)) {
    const holder = after.items.get(id);
    const all = holder ? [holder, ...rivals] : rivals;
    const news = all.filter((placed) => !known.take(keyOf(placed)));
    const base = before.items.get(id);
    const winner = meantOf(kind, news, base) ?? holder;
    if (winner) {
      items.set(id, winner);
    }
    const told = new Set(winner && [identityOf(kind, winner.item)]);
    for (const placed of all) {
      if (placed !== winner) {
        others.push(placed);
      }
    }
    for (const placed of news) {
      const identity = identityOf(kind, placed.item);
      if (!told.has(identity)) {
        told.add(identity);
        rejected.push(placed);
      }
    }
  }
  return { items, others, rejected };
}

/** Of several items with one id the one that carries on what the base has under it. */
function meantOf(
  kind: ItemKind,
  rivals: readonly PlacedItem[],
  base: PlacedItem | undefined,
): PlacedItem | undefined {
  const known = base && identityOf(kind, base.item);
  const heirs = rivals.filter(({ item }) => identityOf(kind, item) === known);
  return heirs.find((heir) => !isSame(heir, base)) ?? heirs[0] ?? rivals[0];
}

function isSame(left: PlacedItem, right: PlacedItem | undefined): boolean {
  return left.list === right?.list && sameJson(left.item, right.item);
}

function keyOf({ list, item }: PlacedItem): string {
  return `${list} ${canonicalText(item)}`;
}
