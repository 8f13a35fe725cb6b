import type { Context } from './context';

/** The kinds of items that carry a numbered id, with its prefix and the digits it is padded to. */
const KINDS = {
  objective: { prefix: 'OBJ', digits: 3 },
  task: { prefix: 'TASK', digits: 3 },
  agent: { prefix: 'AGENT', digits: 4 },
} as const;

export type ItemKind = keyof typeof KINDS;

/**
 * The next free id of a kind, for example `TASK_026`. Numbers continue after the highest id in the
 * context and after the format's own counter, because older contexts list only some of what they
 * counted: an id that was ever handed out must not come back.
 */
export function nextId(context: Context, kind: ItemKind): string {
  const { prefix, digits } = KINDS[kind];
  const highest = idsOf(context, kind)
    .map((id) => numberOf(id, prefix))
    .reduce((max, number) => (number > max ? number : max), countedBefore(context, kind));
  return `${prefix}_${String(highest + 1n).padStart(digits, '0')}`;
}

/**
 * The item people mean by what they typed: `TASK_026`, `task_26`, or `26`.
 * @returns undefined when there is none
 */
export function findById<T extends { readonly id: string }>(
  items: readonly T[],
  kind: ItemKind,
  typed: string,
): T | undefined {
  const wanted = fullId(kind, typed);
  return items.find((item) => item.id === wanted) ?? items.find((item) => item.id === typed.trim());
}

/** `26` and `task_26` -> `TASK_026`; what has another form is only put into capitals. */
export function fullId(kind: ItemKind, typed: string): string {
  const { prefix, digits } = KINDS[kind];
  const capital = typed.trim().toUpperCase();
  const match = /^(?:([A-Z]+)_?)?(\d+)$/.exec(capital);
  return match && (match[1] ?? prefix) === prefix
    ? `${prefix}_${String(BigInt(match[2] ?? '')).padStart(digits, '0')}`
    : capital;
}

function idsOf(context: Context, kind: ItemKind): string[] {
  switch (kind) {
    case 'objective':
      return (context.objectives ?? []).map((item) => item.id);
    case 'task':
      return [...(context.completed_tasks ?? []), ...(context.active_tasks ?? [])].map(
        (item) => item.id,
      );
    case 'agent':
      return (context.spawned_agents ?? []).map((item) => item.id);
  }
}

function countedBefore(context: Context, kind: ItemKind): bigint {
  const { total_tasks_completed: tasks = 0, total_agents_spawned: agents = 0 } =
    context.metrics ?? {};
  const counted = { objective: 0, task: tasks, agent: agents }[kind];
  return BigInt(Math.max(0, Math.ceil(counted)));
}

/** A BigInt, because a number typed by hand may be longer than what a double can count. */
function numberOf(id: string, prefix: string): bigint {
  const match = /^([A-Z]+)_(\d+)$/.exec(id);
  return match?.[1] === prefix ? BigInt(match[2] ?? '') : 0n;
}
