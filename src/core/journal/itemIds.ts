import { ITEM_LISTS, kindOf, type ContextChange } from '../changes/contextChange';
import type { Context } from '../model/context';
import { decisionsIn } from '../model/decisions';
import type { AtlasEvent } from '../model/events';
import type { ItemKind } from '../model/ids';
import { allTasks } from '../model/lookup';

/** Where ids stand in an event: which ones it brings into the world, and which ones it speaks of. */

/** An item that is new, under the id it was given. */
export interface ItemClaim {
  readonly kind: ItemKind;
  readonly id: string;
  /** Tells this item from every other one: two branches that took over the same item mean the same. */
  readonly item: string;
}

export interface Naming {
  /** The id an item that comes with this event has. */
  ownId(claim: ItemClaim): string;
  /** The id of the item that the event's writer meant by an id. */
  meantBy(id: string): string;
}

interface AnyItem {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** The fields in which items name other items. */
const REFERENCES = [
  'objective',
  'task',
  'depends_on',
  'assigned_to',
  'origin',
  'reviews',
  'follows',
  'agent',
  'discovered_by',
] as const;

/** What an item is called and what it says where it begins: enough to know it again. */
function identityOf(kind: ItemKind, item: AnyItem): string {
  const text = item['description'] ?? item['mission'] ?? item['question'] ?? '';
  const since = item['created'] ?? item['spawned'] ?? item['raised'] ?? '';
  return `${kind} ${item.id} ${JSON.stringify([since, text]).slice(0, 120)}`;
}

function claimOf(kind: ItemKind, item: AnyItem): ItemClaim {
  return { kind, id: item.id, item: identityOf(kind, item) };
}

export function claimsOf(event: AtlasEvent): ItemClaim[] {
  switch (event.type) {
    case 'objectiveAdded':
      return [claimOf('objective', event.objective)];
    case 'taskAdded':
      return [claimOf('task', event.task)];
    case 'agentSpawned':
      return [claimOf('agent', event.agent)];
    case 'decisionRaised':
      return [claimOf('decision', event.decision)];
    case 'contextAdopted':
      return claimsOfContext(event.context);
    case 'contextEdited':
    case 'contextImported':
    case 'journalMended':
      return event.changes.flatMap(claimsOfChange);
    default:
      return [];
  }
}

function claimsOfContext(context: Context): ItemClaim[] {
  return [
    ...(context.objectives ?? []).map((item) => claimOf('objective', item)),
    ...allTasks(context).map((item) => claimOf('task', item)),
    ...(context.spawned_agents ?? []).map((item) => claimOf('agent', item)),
    ...decisionsIn(context).map((item) => claimOf('decision', item)),
  ];
}

function claimsOfChange(change: ContextChange): ItemClaim[] {
  return change.op === 'add' ? [claimOf(kindOf(change.list), change.item)] : [];
}

function isItem(value: unknown): value is AnyItem {
  return (
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
  );
}

/** The event with its ids as they are to be now; the same object where nothing is called otherwise. */
export function renameIds(event: AtlasEvent, naming: Naming): AtlasEvent {
  const own = <T extends AnyItem>(kind: ItemKind, item: T): T => renamedItem(kind, item, naming);
  switch (event.type) {
    case 'objectiveAdded':
      return changed(event, { objective: own('objective', event.objective) });
    case 'taskAdded':
      return changed(event, { task: own('task', event.task) });
    case 'agentSpawned':
      return changed(event, { agent: own('agent', event.agent) });
    case 'decisionRaised':
      return changed(event, { decision: own('decision', event.decision) });
    case 'contextAdopted':
      return changed(event, { context: renameContext(event.context, naming) });
    case 'contextEdited':
    case 'contextImported':
    case 'journalMended': {
      const changes = event.changes.map((change) => renamedChange(change, naming));
      const same = changes.every((change, index) => change === event.changes[index]);
      return same ? event : { ...event, changes };
    }
    case 'insightRecorded':
      return event.origin === undefined
        ? event
        : changed(event, { origin: naming.meantBy(event.origin) });
    case 'dependenciesChanged':
      return changed(event, {
        id: naming.meantBy(event.id),
        added: renamedIds(event.added, naming),
        removed: renamedIds(event.removed, naming),
      });
    case 'taskMoved':
      return changed(event, {
        id: naming.meantBy(event.id),
        ...(event.objective === undefined ? {} : { objective: naming.meantBy(event.objective) }),
      });
    default:
      return 'id' in event && event.type !== 'sessionStarted'
        ? changed(event, { id: naming.meantBy(event.id) })
        : event;
  }
}

function renamedItem<T extends AnyItem>(kind: ItemKind, item: T, naming: Naming): T {
  const id = naming.ownId(claimOf(kind, item));
  const renamed = renamedReferences(item, naming);
  return id === item.id ? renamed : { ...renamed, id, renumbered_from: item.id };
}

function renamedReferences<T extends AnyItem>(item: T, naming: Naming): T {
  const fields: Record<string, unknown> = {};
  for (const key of REFERENCES) {
    if (item[key] !== undefined) {
      fields[key] = renamedReference(item[key], naming);
    }
  }
  return changed(item, fields as Partial<T>);
}

function renamedReference(value: unknown, naming: Naming): unknown {
  if (typeof value === 'string') {
    return naming.meantBy(value);
  }
  if (!Array.isArray(value)) {
    return value;
  }
  const ids = value.map((id: unknown) => renamedReference(id, naming));
  return ids.every((id, index) => id === value[index]) ? value : ids;
}

function renamedIds(ids: readonly string[], naming: Naming): readonly string[] {
  return renamedReference(ids, naming) as readonly string[];
}

/** The context with its ids as they are to be now. */
export function renameContext(context: Context, naming: Naming): Context {
  const lists: Record<string, unknown> = {};
  for (const list of ITEM_LISTS) {
    const items = context[list];
    if (Array.isArray(items)) {
      lists[list] = renamedList(kindOf(list), items, naming);
    }
  }
  const { closed_tasks: closed, decisions_made: made } = context.atlas ?? {};
  const atlas = context.atlas && {
    ...context.atlas,
    ...(closed ? { closed_tasks: renamedList('task', closed, naming) } : {}),
    ...(made ? { decisions_made: renamedList('decision', made, naming) } : {}),
  };
  return { ...context, ...lists, ...(atlas ? { atlas } : {}) };
}

function renamedList<T>(kind: ItemKind, items: readonly T[], naming: Naming): T[] {
  return items.map((item) => (isItem(item) ? renamedItem(kind, item, naming) : item));
}

function renamedChange(change: ContextChange, naming: Naming): ContextChange {
  switch (change.op) {
    case 'add':
      return changed(change, { item: renamedItem(kindOf(change.list), change.item, naming) });
    case 'set': {
      const [key, inner] = change.path;
      const names = inner === undefined && REFERENCES.some((reference) => reference === key);
      const value = names ? renamedReference(change.value, naming) : change.value;
      return changed(change, { id: naming.meantBy(change.id), value });
    }
    case 'unset':
    case 'move':
    case 'remove':
      return changed(change, { id: naming.meantBy(change.id) });
    default:
      return change;
  }
}

/** The same object where nothing in it would change. */
function changed<T extends object>(object: T, fields: Partial<T>): T {
  const same = Object.entries(fields).every(
    ([key, value]) => (object as Record<string, unknown>)[key] === value,
  );
  return same ? object : { ...object, ...fields };
}
