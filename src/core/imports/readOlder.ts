import {
  Metrics,
  SCHEMA_VERSION,
  type Agent,
  type Context,
  type Objective,
  type Task,
} from '../model/context';
import { groupBy } from '../model/groupBy';
import type { ItemKind } from '../model/ids';
import { without, type Fields } from './fields';
import type { Imported } from './imported';
import { readInsights } from './insights';
import { named, toAgent, toObjective, toTask, type Named } from './olderItems';
import { OlderContext } from './olderLayout';
import { withReferences, type Follow } from './references';
import { requireForm } from './refusals';

/**
 * A context of the older layout in the process' format.
 * @param file its name as people should read it in an error
 * @throws AtlasError importUnreadable
 */
export function readOlder(value: unknown, file: string): Omit<Imported, 'snapshots'> {
  requireForm(OlderContext, value, file);
  // Not what zod parsed: it drops a key that is called __proto__.
  const older = value as OlderContext;
  const origin = older.project_id || older.project_name || file;
  const objectives = named(older.objectives, 'objective');
  const tasks = named(older.tasks, 'task');
  const agents = named(older.active_agents, 'agent');
  const follow = followOlder({ objective: objectives, task: tasks, agent: agents });
  const finish = (item: Fields, { label }: Named): Fields => ({
    ...withReferences(item, follow),
    imported_from: `${origin}:${label}`,
  });
  const placed = tasks.map((task) => {
    const { list, fields } = toTask(task);
    return { list, item: finish(fields, task) as Task };
  });
  const listed = (list: string): Task[] =>
    placed.filter((task) => task.list === list).map(({ item }) => item);
  const closed = listed('closed_tasks');
  const spawned = agents.map((agent) => finish(toAgent(agent), agent) as Agent);
  const { insights, odd } = readInsights(older.insights ?? []);

  const context: Context = {
    project_name: older.project_name || origin,
    ...(older.start_date ? { created_date: older.start_date } : {}),
    last_session: null,
    objectives: objectives.map((entry) => finish(toObjective(entry), entry) as Objective),
    completed_tasks: listed('completed_tasks'),
    active_tasks: listed('active_tasks'),
    pending_decisions: [],
    key_insights: insights.map(({ text }) => text),
    spawned_agents: withAssignments(
      spawned,
      placed.map(({ item }) => item),
    ),
    metrics: metricsOf(older, agents.length, listed('completed_tasks').length),
    atlas: {
      schema_version: SCHEMA_VERSION,
      revision: 0,
      ...(closed.length > 0 ? { closed_tasks: closed } : {}),
    },
  };
  const rest = without(older, 'objectives', 'tasks', 'active_agents', 'insights');
  return {
    origin,
    layout: 'older',
    context,
    insights,
    kept: odd.length > 0 ? { ...rest, insights: odd } : rest,
  };
}

/** From the ids of the older layout to the new ones; what names nothing in it stays as it is. */
function followOlder(items: Partial<Record<ItemKind, readonly Named[]>>): Follow {
  const ids = new Map<string, string>();
  for (const [kind, list] of Object.entries(items)) {
    for (const { old, id } of list) {
      const key = `${kind} ${old ?? ''}`;
      // Of two with the same id, the first is meant.
      ids.set(key, ids.get(key) ?? id);
    }
  }
  return (kind, id) => ids.get(`${kind} ${id}`) ?? id;
}

/** The older layout says at the task who works on it, the process' format at the agent what it works on. */
function withAssignments(agents: readonly Agent[], tasks: readonly Task[]): Agent[] {
  const assigned = groupBy(tasks, (task) => task['assigned_to']);
  return agents.map((agent) => {
    const [first] = assigned.get(agent.id) ?? [];
    return agent.task === undefined && first ? { ...agent, task: first.id } : agent;
  });
}

function metricsOf(older: OlderContext, agents: number, completed: number): Metrics {
  const own = Metrics.safeParse(older['metrics']);
  return own.success
    ? (older['metrics'] as Metrics)
    : {
        total_sessions: 0,
        total_agents_spawned: agents,
        total_tasks_completed: completed,
        total_decisions_made: 0,
      };
}
