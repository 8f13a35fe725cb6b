import { formatId, numberIn, type ItemKind } from '../model/ids';
import { textAt, type Fields } from './fields';

/** Ids as older scripts wrote them. */
const OLDER: Record<ItemKind, RegExp> = {
  objective: /^OBJ_?(\d+)$/,
  task: /^TSK_?(\d+)$/,
  agent: /^AGT_?(\d+)$/,
  decision: /^DEC_?(\d+)$/,
};

/** `TSK001` -> `TASK_001`; an id of another form is kept as it is. */
export function readableId(kind: ItemKind, older: string): string {
  const [, digits] = OLDER[kind].exec(older) ?? [];
  return digits === undefined ? older : formatId(kind, BigInt(digits));
}

export interface Identity {
  readonly id: string;
  /** What it was called where it came from: its old id, else its text, else its place. */
  readonly label: string;
}

/**
 * An id and a label for each item of a kind, no two alike and always the same for the same items.
 * An id that is kept as it was goes before one that becomes the same; who comes too late gets a number
 * after all others.
 */
export function identities(
  items: readonly Fields[],
  kind: ItemKind,
  { textKey, idOf }: { textKey: string; idOf: (old: string) => string },
): Identity[] {
  const olds = items.map((item) => textAt(item, 'id'));
  const ids = distinctIds(olds, kind, idOf);
  const labels = distinctLabels(
    items.map((item, index) => olds[index] ?? textAt(item, textKey) ?? `${kind} ${index + 1}`),
  );
  return ids.map((id, index) => ({ id, label: labels[index] ?? id }));
}

function distinctIds(
  olds: readonly (string | undefined)[],
  kind: ItemKind,
  idOf: (old: string) => string,
): string[] {
  const wanted = olds.map((old) => (old === undefined ? undefined : idOf(old)));
  const owners = new Map<string, number>();
  const claim = (id: string | undefined, index: number): void => {
    if (id !== undefined && !owners.has(id)) {
      owners.set(id, index);
    }
  };
  wanted.forEach((id, index) => claim(id === olds[index] ? id : undefined, index));
  wanted.forEach(claim);
  let last = highest(wanted, kind);
  return wanted.map((id, index) => {
    if (id !== undefined && owners.get(id) === index) {
      return id;
    }
    last += 1n;
    return formatId(kind, last);
  });
}

function distinctLabels(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  const all = new Set(labels);
  return labels.map((label) => {
    let free = label;
    for (let copy = 2; seen.has(free) || (free !== label && all.has(free)); copy += 1) {
      free = `${label} #${copy}`;
    }
    seen.add(free);
    return free;
  });
}

function highest(ids: readonly (string | undefined)[], kind: ItemKind): bigint {
  return ids
    .map((id) => numberIn(kind, id ?? ''))
    .reduce((max, number) => (number > max ? number : max), 0n);
}
