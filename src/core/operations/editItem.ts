import * as z from 'zod';
import { AtlasError } from '../errors';
import { findAnyItem, type AnyItem } from '../model/anyItem';
import { operation, text } from '../operation';

const input = z.strictObject({
  /** Id of an objective or a task. */
  item: text,
  description: text,
});

/**
 * Says an objective or a task in other words. Missions, reports and questions stay as somebody read them.
 * @throws AtlasError itemNotFound, itemUnclear, objectiveNotFound, taskNotFound, agentNotFound,
 *   decisionNotFound, notEditable
 */
export const editItem = operation('editItem', input, (context, { item: typed, description }) => {
  const { kind, item } = findAnyItem(context, typed);
  if (kind !== 'objective' && kind !== 'task') {
    throw new AtlasError('notEditable', { id: item.id });
  }
  const changed = item.description !== description;
  return {
    events: changed ? [{ type: 'itemEdited', kind, id: item.id, description }] : [],
    result: (after): Extract<AnyItem, { kind: 'objective' | 'task' }>['item'] =>
      findAnyItem(after, item.id).item as Extract<AnyItem, { kind: 'objective' | 'task' }>['item'],
  };
});
