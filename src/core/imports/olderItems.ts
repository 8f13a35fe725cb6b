import { Agent, Objective, Task } from '../model/context';
import type { ItemKind } from '../model/ids';
import type { TaskState } from '../model/taskStates';
import { fitted, renamed, setAside, textAt, withText, type Fields } from './fields';
import { identities, readableId, type Identity } from './identities';
import { KEYS_OF } from './listedItems';

/** An item of the older layout with the id it gets. */
export interface Named extends Identity {
  /** What else it says. */
  readonly fields: Fields;
  /** The id it had. */
  readonly old: string | undefined;
}

/** The items of a list of the older layout, each with an id of its own in the new form. */
export function named(list: readonly Fields[] | null | undefined, kind: ItemKind): Named[] {
  const textKey = KEYS_OF[kind].text;
  const items = (list ?? []).map((item) => renamed(item, 'text', textKey));
  const idOf = (old: string): string => readableId(kind, old);
  return identities(items, kind, { textKey, idOf }).map((identity, index) => {
    const { id: _id, ...fields } = items[index] ?? {};
    const claims = Object.hasOwn(fields, 'imported_from');
    return {
      ...identity,
      fields: claims ? setAside(fields, 'imported_from') : fields,
      old: textAt(items[index] ?? {}, 'id'),
    };
  });
}

export function toObjective({ id, label, fields }: Named): Fields {
  const objective = withText(fields, 'description', label);
  return fitted(Objective, { ...heading(id, objective, 'description'), ...objective });
}

/** Words people have for what became of a task; all others are of tasks that are still to do. */
const STATES: Readonly<Record<string, TaskState>> = {
  active: 'active',
  in_progress: 'active',
  started: 'active',
  running: 'active',
  completed: 'completed',
  complete: 'completed',
  done: 'completed',
  finished: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
};

/** A task as it will be, and the list in which tasks of its state stand. */
export function toTask({ id, label, fields }: Named): {
  list: 'active_tasks' | 'completed_tasks' | 'closed_tasks';
  fields: Fields;
} {
  const status = taskStatus(textAt(fields, 'status') ?? 'pending');
  const dated = withStatus(renamed(fields, 'created_at', 'created'), status);
  const finish = (task: Fields): Fields =>
    fitted(Task, { ...heading(id, task, 'description', 'status'), ...task });
  const task = withText(dated, 'description', label);
  switch (status) {
    case 'pending':
    case 'active':
      return { list: 'active_tasks', fields: finish(task) };
    case 'completed':
      return { list: 'completed_tasks', fields: finish(ended(task, 'completed')) };
    case 'failed':
    case 'cancelled':
      return { list: 'closed_tasks', fields: finish(ended(task, 'closed')) };
  }
}

function taskStatus(word: string): TaskState {
  const plain = word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return (Object.hasOwn(STATES, plain) ? STATES[plain] : undefined) ?? 'pending';
}

function ended(fields: Fields, timeKey: 'completed' | 'closed'): Fields {
  return renamed(renamed(fields, 'result', 'outcome'), 'completed_at', timeKey);
}

export function toAgent({ id, label, fields }: Named): Fields {
  const dated = renamed(fields, 'spawned_at', 'spawned');
  const texted = withText(withText(dated, 'type', 'agent'), 'mission', label);
  // That it was active years ago says nothing about a living process.
  const agent = withStatus(texted, 'spawned');
  return fitted(Agent, { ...heading(id, agent, 'type', 'mission', 'spawned'), ...agent });
}

/** The keys people look for first, first. */
function heading(id: string, fields: Fields, ...keys: readonly string[]): Fields {
  const present = keys.filter((key) => Object.hasOwn(fields, key));
  return { id, ...Object.fromEntries(present.map((key) => [key, fields[key]])) };
}

/** The state Atlas gives an item; the word it had is kept where it was another one. */
function withStatus(fields: Fields, status: string): Fields {
  const differs = Object.hasOwn(fields, 'status') && fields['status'] !== status;
  return { ...(differs ? setAside(fields, 'status') : fields), status };
}
