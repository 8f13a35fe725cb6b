import { describeChanges } from '../changes/describeChanges';
import type { Context } from '../model/context';
import { tasksIn } from '../model/contextIndex';
import { decisionsIn } from '../model/decisions';
import type { AtlasEvent } from '../model/events';

/** What came into the orchestration other than by its operations. */
export interface ForeignEdit {
  readonly time: string;
  readonly how: 'edited' | 'imported' | 'mended';
  /** What changed, in a few words. */
  readonly changes: string;
}

/** Two histories became one. */
export interface BranchMerge {
  readonly time: string;
  /** Items that go by another id since then. */
  readonly renumbered: readonly { readonly from: string; readonly to: string }[];
}

export function editOf(event: AtlasEvent, time: string): ForeignEdit[] {
  switch (event.type) {
    case 'contextEdited':
      return [{ time, how: 'edited', changes: describeChanges(event.changes) }];
    case 'contextImported':
      return [{ time, how: 'imported', changes: describeChanges(event.changes) }];
    case 'journalMended':
      return [{ time, how: 'mended', changes: describeChanges(event.changes) }];
    default:
      return [];
  }
}

export function mergeOf(event: AtlasEvent, time: string, context: Context): BranchMerge[] {
  if (event.type !== 'branchesMerged') {
    return [];
  }
  const claimed = new Set(event.claims.map(({ id }) => id));
  const items: readonly { id: string; [key: string]: unknown }[] = [
    ...(context.objectives ?? []),
    ...tasksIn(context, 'active_tasks'),
    ...tasksIn(context, 'completed_tasks'),
    ...tasksIn(context, 'closed_tasks'),
    ...(context.spawned_agents ?? []),
    ...decisionsIn(context),
  ];
  const renumbered = items.flatMap(({ id, renumbered_from: from }) =>
    claimed.has(id) && typeof from === 'string' ? [{ from, to: id }] : [],
  );
  return [{ time, renumbered }];
}
