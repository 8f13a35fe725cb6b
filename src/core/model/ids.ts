/** The kinds of items that carry a numbered id, with its prefix and the digits it is padded to. */
const KINDS = {
  objective: { prefix: 'OBJ', digits: 3 },
  task: { prefix: 'TASK', digits: 3 },
  agent: { prefix: 'AGENT', digits: 4 },
  decision: { prefix: 'DEC', digits: 3 },
} as const;

export type ItemKind = keyof typeof KINDS;
export const ITEM_KINDS = Object.keys(KINDS) as readonly ItemKind[];

/** `task`, 26 -> `TASK_026`. */
export function formatId(kind: ItemKind, number: bigint): string {
  const { prefix, digits } = KINDS[kind];
  return `${prefix}_${String(number).padStart(digits, '0')}`;
}

/** `26` and `task_26` -> `TASK_026`; what has another form is only put into capitals. */
export function fullId(kind: ItemKind, typed: string): string {
  const { prefix } = KINDS[kind];
  const capital = typed.trim().toUpperCase();
  const match = /^(?:([A-Z]+)_?)?(\d+)$/.exec(capital);
  return match && (match[1] ?? prefix) === prefix
    ? formatId(kind, BigInt(match[2] ?? ''))
    : capital;
}

/** The kind an id of our form belongs to: `AGENT_0007` -> agent; undefined for `26` and other forms. */
export function kindOf(typed: string): ItemKind | undefined {
  const match = /^([A-Z]+)_?\d+$/.exec(typed.trim().toUpperCase());
  return ITEM_KINDS.find((kind) => KINDS[kind].prefix === match?.[1]);
}

/** The number in an id of its kind, 0 in one of another form. A BigInt: people may type long ones. */
export function numberIn(kind: ItemKind, id: string): bigint {
  const { prefix } = KINDS[kind];
  const digits = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : '';
  return /^\d+$/.test(digits) ? BigInt(digits) : 0n;
}

/**
 * The number of an id as `formatId` writes it, up to seven digits; undefined of any other. By hand,
 * because this is done for every item of a large context.
 */
export function plainNumber(kind: ItemKind, id: string): number | undefined {
  const { prefix, digits } = KINDS[kind];
  const first = prefix.length + 1;
  const length = id.length - first;
  const padded = length === digits || (length > digits && id.charCodeAt(first) !== ZERO);
  if (!padded || length > 7 || !id.startsWith(prefix) || id.charCodeAt(first - 1) !== UNDERSCORE) {
    return undefined;
  }
  let number = 0;
  for (let at = first; at < id.length; at += 1) {
    const digit = id.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) {
      return undefined;
    }
    number = number * 10 + digit;
  }
  return number;
}

const UNDERSCORE = 95;
const ZERO = 48;
