import * as fs from 'node:fs';
import * as path from 'node:path';
import { snapshotKey, type Imported, type ImportSource } from '../../../src/core/imports/imported';
import type { Item, ListName } from '../../../src/core/imports/listedItems';
import type { ImportPlan } from '../../../src/core/imports/planImport';
import { SCHEMA_VERSION, type Context } from '../../../src/core/model/context';
import { formatId, type ItemKind } from '../../../src/core/model/ids';
import { deepFreeze } from './deepFreeze';
import { REPOSITORY } from './sample';

const OLDER_FOLDER = path.join(REPOSITORY, 'test/fixtures/older-layout/.atlas/orchestrator');

/** The sample of the older layout with the snapshots beside it. */
export function olderSample(): ImportSource {
  const read = (name: string): unknown =>
    JSON.parse(fs.readFileSync(path.join(OLDER_FOLDER, name), 'utf8'));
  const snapshots = fs
    .readdirSync(OLDER_FOLDER)
    .filter((name) => name.startsWith('state_'))
    .map((name) => ({ name, value: read(name) }));
  return deepFreeze({ name: 'context.json', value: read('context.json'), snapshots });
}

/** A file on its own. */
export function source(value: unknown): ImportSource {
  return deepFreeze({ name: 'context.json', value, snapshots: [] });
}

export const LISTS_OF: Readonly<Record<ItemKind, readonly ListName[]>> = {
  objective: ['objectives'],
  task: ['active_tasks', 'completed_tasks', 'closed_tasks'],
  agent: ['spawned_agents'],
  decision: ['pending_decisions', 'decisions_made'],
};
export const KINDS = Object.keys(LISTS_OF) as ItemKind[];

function itemsIn(context: Context | undefined, list: ListName): Item[] {
  const holder = (OURS.has(list) ? context?.atlas : context) as Record<string, unknown> | undefined;
  return ((holder?.[list] ?? []) as unknown[]).filter(isItem);
}

/** Pending decisions of other tools may be anything. */
function isItem(value: unknown): value is Item {
  return (
    typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
  );
}

export function itemsOf(context: Context | undefined, kind: ItemKind): Item[] {
  return LISTS_OF[kind].flatMap((list) => itemsIn(context, list));
}

const OURS = new Set<ListName>(['closed_tasks', 'decisions_made']);

/** Counts from one and hits every id there is already; the plan has to ask again. */
export function counting(ours: Context | undefined): (kind: ItemKind) => string {
  const last = new Map<ItemKind, bigint>();
  return (kind) => {
    const taken = new Set(itemsOf(ours, kind).map(({ id }) => id));
    let number = last.get(kind) ?? 0n;
    do {
      number += 1n;
    } while (taken.has(formatId(kind, number)));
    last.set(kind, number);
    return formatId(kind, number);
  };
}

/** What the context is after a plan was carried out. */
export function applied(ours: Context | undefined, imported: Imported, plan: ImportPlan): Context {
  const base: Context = ours ?? { project_name: imported.context.project_name };
  const after = (list: ListName): unknown[] => [
    ...(((OURS.has(list) ? base.atlas : base)?.[list] as unknown[] | undefined) ?? []),
    ...plan.items.filter((planned) => planned.list === list).map(({ item }) => item),
  ];
  const lists = (ownLists: boolean): Record<string, unknown> =>
    Object.fromEntries(
      KINDS.flatMap((kind) => LISTS_OF[kind])
        .filter((list) => OURS.has(list) === ownLists)
        .map((list) => [list, after(list)]),
    );
  const record = {
    origin: imported.origin,
    imported: '2026-03-01T12:00:00.000Z',
    snapshots: plan.snapshots.map(snapshotKey),
    ...(plan.kept ? { kept: plan.kept } : {}),
  };
  const made = {
    ...base,
    ...lists(false),
    key_insights: [...(base.key_insights ?? []), ...plan.insights.map(({ text }) => text)],
    atlas: {
      schema_version: SCHEMA_VERSION,
      revision: 0,
      ...base.atlas,
      ...lists(true),
      imports: [...(base.atlas?.imports ?? []), record],
    },
  };
  return deepFreeze(made);
}

/** Every text, number and truth value in a value, as text. */
export function leaves(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).flatMap(leaves);
  }
  return value === null || value === undefined || value === '' ? [] : [JSON.stringify(value)];
}
