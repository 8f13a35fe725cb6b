import type { ContextChange } from '../changes/contextChange';
import { ownValue } from '../changes/jsonValues';
import type { AtlasEvent } from '../model/events';
import { claimsOf } from './itemIds';

/** Fields in which an item or an event names other items, by an id or a list of ids. */
const REFERENCES = [
  'objective',
  'task',
  'depends_on',
  'origin',
  'renumbered_from',
  'reviews',
  'follows',
  'agent',
  'discovered_by',
];

/** Ids of all items that an event is about: those it brings, changes, or names. */
export function mentionedIds(event: AtlasEvent): Set<string> {
  const ids = new Set(claimsOf(event).map(({ id }) => id));
  switch (event.type) {
    case 'objectiveAdded':
      return addReferences(ids, event.objective);
    case 'taskAdded':
      return addReferences(ids, event.task);
    case 'agentSpawned':
      return addReferences(ids, event.agent);
    case 'decisionRaised':
      return addReferences(ids, event.decision);
    case 'insightRecorded':
      return addReferences(ids, event);
    case 'contextEdited':
    case 'contextImported':
    case 'journalMended':
      event.changes.forEach((change) => {
        addChanged(ids, change);
      });
      return ids;
    case 'dependenciesChanged':
      [event.id, ...event.added, ...event.removed].forEach((id) => ids.add(id));
      return ids;
    case 'taskMoved':
      return addReferences(ids.add(event.id), event);
    case 'branchesMerged':
      event.claims.forEach(({ id }) => ids.add(id));
      return ids;
    case 'sessionStarted':
      // Its id is a session's.
      return ids;
    default:
      return 'id' in event ? ids.add(event.id) : ids;
  }
}

function addChanged(ids: Set<string>, change: ContextChange): void {
  if (change.op === 'add') {
    addReferences(ids, change.item);
  } else if ('id' in change) {
    ids.add(change.id);
  }
}

function addReferences(ids: Set<string>, item: object): Set<string> {
  for (const key of REFERENCES) {
    const named = ownValue(item, key);
    for (const id of Array.isArray(named) ? (named as unknown[]) : [named]) {
      if (typeof id === 'string') {
        ids.add(id);
      }
    }
  }
  return ids;
}
