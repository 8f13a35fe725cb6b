import type { Context, Decision } from '../../core/model/context';
import { pendingDecisions } from '../../core/model/decisions';
import { knowledgeFiles, titled } from '../../node/knowledgeFiles';
import { GROUPS, type AtlasItem, type Group } from '../host/atlasNode';
import type { InsightMemory } from '../host/insightMemory';
import type { Orchestration } from '../host/orchestration';
import type { TreeShape } from './orchestrationTree';

/** The view "Decisions & Insights": what is to be decided, what was, what was learnt, and what is known. */
export function decisionsShape(memory: InsightMemory): TreeShape {
  return {
    roots: (orchestration) =>
      GROUPS.flatMap((group) => {
        const count = countOf(orchestration, group);
        return count > 0 ? [{ kind: 'group', group, count }] : [];
      }),
    children: async (item, orchestration, look) => {
      switch (item.kind) {
        case 'group':
          return look(await itemsOf(orchestration, item.group, memory));
        case 'decision':
          return look(partsOf(item.decision));
        default:
          return look([]);
      }
    },
    parent: (item, orchestration) => {
      const group = groupOf(item);
      return group && { kind: 'group', group, count: countOf(orchestration, group) };
    },
  };
}

function countOf(orchestration: Orchestration, group: Group): number {
  if (group === 'patterns') {
    return knowledgeFiles(orchestration.files).length;
  }
  const count = (context: Context): number => {
    switch (group) {
      case 'pending':
        return context.pending_decisions?.length ?? 0;
      case 'made':
        return context.atlas?.decisions_made?.length ?? 0;
      case 'insights':
        return context.key_insights?.length ?? 0;
    }
  };
  return orchestration.read(count) ?? 0;
}

function itemsOf(
  orchestration: Orchestration,
  group: Group,
  memory: InsightMemory,
): AtlasItem[] | Promise<AtlasItem[]> {
  switch (group) {
    case 'pending':
      return orchestration.read(pendingItems) ?? [];
    case 'made':
      return (orchestration.state.context?.atlas?.decisions_made ?? [])
        .toReversed()
        .map((decision) => ({ kind: 'decision', decision }));
    case 'insights':
      return memory
        .latest(orchestration)
        .then((insights) => insights.map((insight) => ({ kind: 'insight', insight })));
    case 'patterns':
      return knowledgeFiles(orchestration.files).map((file) => ({
        kind: 'pattern',
        ...titled(file),
      }));
  }
}

/** In the order they were raised: what has waited longest comes first. */
function pendingItems(context: Context): AtlasItem[] {
  const ours = new Set<unknown>(pendingDecisions(context));
  return (context.pending_decisions ?? []).map((entry, at) =>
    ours.has(entry)
      ? { kind: 'decision', decision: entry as Decision }
      : {
          kind: 'sentence',
          text: typeof entry === 'string' ? entry : JSON.stringify(entry),
          number: at + 1,
        },
  );
}

function partsOf(decision: Decision): AtlasItem[] {
  const { choice, rationale, options = [] } = decision;
  if (choice === undefined) {
    return options.map((option, at) => ({ kind: 'option', decision, option, number: at + 1 }));
  }
  return [
    { kind: 'answer', part: 'choice', decision, text: choice },
    ...(rationale === undefined
      ? []
      : [{ kind: 'answer' as const, part: 'rationale' as const, decision, text: rationale }]),
  ];
}

function groupOf(item: AtlasItem): Group | undefined {
  switch (item.kind) {
    case 'decision':
      return item.decision.choice === undefined ? 'pending' : 'made';
    case 'insight':
      return 'insights';
    case 'pattern':
      return 'patterns';
    default:
      return undefined;
  }
}
