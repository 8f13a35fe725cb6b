import * as z from 'zod';
import type { ContextChange } from '../changes/contextChange';
import { snapshotKey, type Imported } from '../imports/imported';
import { PUBLISHED_LISTS } from '../imports/listedItems';
import { planImport, type ImportPlan } from '../imports/planImport';
import { applyEvent } from '../model/applyEvent';
import type { Context } from '../model/context';
import type { AtlasEvent } from '../model/events';
import { newIds } from '../model/lookup';
import type { Operation } from '../operation';

/** What `readImport` read; it has been looked at already. */
const input = z.strictObject({ imported: z.custom<Imported>() });

/** What came, and what was here already. */
export interface ImportedContext {
  /** The orchestration it came into. */
  readonly project: string;
  /** The project it came from. */
  readonly origin: string;
  readonly layout: Imported['layout'];
  /** Whether there was no orchestration before. */
  readonly created: boolean;
  readonly added: {
    readonly objectives: number;
    readonly tasks: number;
    readonly agents: number;
    readonly decisions: number;
    readonly insights: number;
    readonly snapshots: number;
  };
  readonly renumbered: ImportPlan['renumbered'];
  readonly alreadyThere: number;
  /** False when there was nothing new. */
  readonly changed: boolean;
}

/**
 * Takes over what a context from elsewhere has and this one lacks; where there is none, it begins one.
 * Doing it twice adds nothing.
 */
export const importContext: Operation<typeof input, ImportedContext> = {
  name: 'importContext',
  input,
  decide(context, { imported }, { now }) {
    const beginning: AtlasEvent[] = context
      ? []
      : [{ type: 'orchestrationCreated', project: imported.context.project_name }];
    const base = beginning.reduce<Context | undefined>(
      (state, event) => applyEvent(state, event, now),
      context,
    );
    const plan = planImport(context, imported, newIds(base ?? imported.context));
    const own = context ? [] : ownKeys(imported.context);
    const events = [...beginning, ...eventsOf(plan, imported, { own, now })];
    return {
      events,
      result: (after) => ({
        project: after.project_name,
        origin: imported.origin,
        layout: imported.layout,
        created: !context,
        added: countAdded(plan),
        renumbered: plan.renumbered,
        alreadyThere: plan.alreadyThere,
        changed: events.length > 0,
      }),
    };
  },
};

function eventsOf(
  plan: ImportPlan,
  imported: Imported,
  { own, now }: { own: readonly ContextChange[]; now: string },
): AtlasEvent[] {
  const { items, insights, snapshots, kept } = plan;
  if (items.length + insights.length + snapshots.length === 0 && kept === undefined) {
    return [];
  }
  // Those that say more than their words become events of their own; all of them, to keep their order.
  const plain = insights.every((insight) => Object.keys(insight).length === 1);
  const changes: ContextChange[] = [
    ...own,
    ...items.map(({ list, item }): ContextChange => ({ op: 'add', list, item })),
    ...(plain ? insights : []).map(({ text }): ContextChange => {
      return { op: 'addValue', list: 'key_insights', value: text };
    }),
  ];
  const record = {
    origin: imported.origin,
    imported: now,
    ...(snapshots.length > 0 ? { snapshots: snapshots.map(snapshotKey) } : {}),
    ...(kept === undefined ? {} : { kept }),
  };
  return [
    { type: 'contextImported', changes, record },
    ...(plain ? [] : insights).map((insight): AtlasEvent => {
      return { type: 'insightRecorded', ...insight };
    }),
    ...snapshots.map(({ file, taken, value }): AtlasEvent => {
      return { type: 'snapshotImported', file, value, ...(taken === undefined ? {} : { taken }) };
    }),
  ];
}

/** What a new orchestration takes over beside the items: when it began, what was counted, foreign keys. */
function ownKeys(context: Context): ContextChange[] {
  const others = new Set<string>([...PUBLISHED_LISTS, 'key_insights', 'project_name', 'atlas']);
  return Object.entries(context)
    .filter(([key]) => !others.has(key))
    .map(([key, value]) => ({ op: 'setKey', path: [key], value }));
}

function countAdded({ items, insights, snapshots }: ImportPlan): ImportedContext['added'] {
  const count = (...lists: string[]): number =>
    items.filter(({ list }) => lists.includes(list)).length;
  return {
    objectives: count('objectives'),
    tasks: count('active_tasks', 'completed_tasks', 'closed_tasks'),
    agents: count('spawned_agents'),
    decisions: count('pending_decisions', 'decisions_made'),
    insights: insights.length,
    snapshots: snapshots.length,
  };
}
