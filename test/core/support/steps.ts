import * as fc from 'fast-check';
import { AtlasError } from '../../../src/core/errors';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { decisionsIn } from '../../../src/core/model/decisions';
import { allTasks } from '../../../src/core/model/lookup';
import { PRIORITIES } from '../../../src/core/model/priorities';
import { joinSession } from '../../../src/core/model/sessions';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { cancelTask } from '../../../src/core/operations/cancelTask';
import { closeObjective, OBJECTIVE_STATUSES } from '../../../src/core/operations/closeObjective';
import { completeTask } from '../../../src/core/operations/completeTask';
import { decide } from '../../../src/core/operations/decide';
import { editDecision } from '../../../src/core/operations/editDecision';
import { editInsight } from '../../../src/core/operations/editInsight';
import { editItem } from '../../../src/core/operations/editItem';
import { endSession } from '../../../src/core/operations/endSession';
import { failTask } from '../../../src/core/operations/failTask';
import { moveTask } from '../../../src/core/operations/moveTask';
import { orderTasks } from '../../../src/core/operations/orderTasks';
import { prioritiseTask } from '../../../src/core/operations/prioritiseTask';
import { raiseDecision } from '../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reopenTask } from '../../../src/core/operations/reopenTask';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { saveContext } from '../../../src/core/operations/saveContext';
import { setDependencies } from '../../../src/core/operations/setDependencies';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { startTask } from '../../../src/core/operations/startTask';
import { verifyReport } from '../../../src/core/operations/verifyReport';
import { deepFreeze } from './deepFreeze';
import { play } from './play';

/** One thing a person or an agent does next, on whatever items there are by then. */
export interface Step {
  readonly verb: (typeof VERBS)[number];
  readonly words: string;
  /** Chooses among the items there are. */
  readonly pick: number;
  /** How long after the step before, in ms. */
  readonly later: number;
}

const VERBS = [
  'objective',
  'task',
  'startTask',
  'complete',
  'failTask',
  'cancelTask',
  'reopen',
  'close',
  'raise',
  'decide',
  'reask',
  'insight',
  'relearn',
  'edit',
  'depend',
  'prioritise',
  'move',
  'order',
  'spawn',
  'start',
  'report',
  'verify',
  'end',
  'fail',
  'save',
  'endSession',
  'resume',
] as const;

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    verb: fc.constantFrom(...VERBS),
    words: fc.string({ minLength: 1 }).filter((made) => made.trim() !== ''),
    pick: fc.nat(50),
    later: fc.integer({ min: 0, max: 600_000 }),
  }),
  { maxLength: 14 },
);

export interface Walk {
  readonly after: Context;
  readonly events: readonly AtlasEvent[];
}

/** A walk with the moment of each event. */
export interface TimedWalk extends Walk {
  readonly timed: readonly { readonly event: AtlasEvent; readonly at: string }[];
}

/** Takes the steps one after another. A step that is refused with an AtlasError changes nothing. */
export function walk(start: Context, taken: readonly Step[]): TimedWalk {
  let after = deepFreeze(start);
  let now = Date.parse('2031-01-01T00:00:00.000Z');
  const timed: { event: AtlasEvent; at: string }[] = [];
  for (const step of taken) {
    now += step.later;
    try {
      const at = new Date(now).toISOString();
      const done = take(after, step, at);
      after = done.after;
      timed.push(...done.events.map((event) => ({ event, at })));
    } catch (error) {
      if (!(error instanceof AtlasError)) {
        throw error;
      }
    }
  }
  return { after, events: timed.map(({ event }) => event), timed };
}

function take(context: Context, { verb, words, pick }: Step, now: string): Walk {
  const chosen = (items: readonly { id: string }[]): string =>
    items[pick % items.length]?.id ?? 'none';
  const objective = chosen(context.objectives ?? []);
  const task = chosen(allTasks(context));
  const agent = chosen(context.spawned_agents ?? []);
  const decision = chosen(decisionsIn(context));
  switch (verb) {
    case 'objective':
      return play(context, addObjective, { description: words }, now);
    case 'task': {
      const links = pick % 2 === 0 ? { objective, dependsOn: [task] } : {};
      return play(context, addTask, { description: words, ...links }, now);
    }
    case 'startTask':
      return play(context, startTask, { task, force: pick % 2 === 0 }, now);
    case 'complete':
      return play(context, completeTask, { task, outcome: words }, now);
    case 'failTask':
      return play(context, failTask, { task, reason: words }, now);
    case 'cancelTask':
      return play(context, cancelTask, { task, reason: words }, now);
    case 'reopen':
      return play(context, reopenTask, { task, ...(pick % 2 === 0 ? { reason: words } : {}) }, now);
    case 'close': {
      const status = OBJECTIVE_STATUSES[pick % 3] ?? 'achieved';
      return play(context, closeObjective, { objective, status, reason: words }, now);
    }
    case 'raise': {
      const links = pick % 2 === 0 ? { objective, task } : {};
      return play(context, raiseDecision, { question: words, options: [words], ...links }, now);
    }
    case 'decide':
      return play(context, decide, { decision, choice: words, rationale: words }, now);
    case 'reask': {
      const parts = pick % 2 === 0 ? { question: words } : { options: [words], evidence: [] };
      return play(context, editDecision, { decision, ...parts }, now);
    }
    case 'relearn':
      return play(context, editInsight, { insight: String(1 + (pick % 3)), text: words }, now);
    case 'insight':
      return play(context, recordInsight, { text: words }, now);
    case 'edit':
      return play(
        context,
        editItem,
        { item: pick % 2 === 0 ? task : objective, description: words },
        now,
      );
    case 'depend': {
      const tasks = allTasks(context);
      const other = tasks[words.length % Math.max(1, tasks.length)]?.id ?? 'none';
      return play(
        context,
        setDependencies,
        { task, [pick % 3 === 0 ? 'notOn' : 'on']: [other] },
        now,
      );
    }
    case 'prioritise':
      return play(context, prioritiseTask, { task, priority: PRIORITIES[pick % 4] ?? 'low' }, now);
    case 'move':
      return play(context, moveTask, { task, objective: pick % 3 === 0 ? null : objective }, now);
    case 'order': {
      const other = chosen(allTasks(context).toReversed());
      const tasks = pick % 3 === 0 ? [task, other, task] : [task];
      return play(
        context,
        orderTasks,
        { tasks, [pick % 2 === 0 ? 'before' : 'after']: other },
        now,
      );
    }
    case 'spawn':
      return play(
        context,
        spawnAgent,
        { mission: words, ...(pick % 2 === 0 ? { task } : {}) },
        now,
      );
    case 'start':
      return play(context, startAgent, { agent }, now);
    case 'report':
      return play(context, reportAgent, { agent, summary: words }, now);
    case 'verify': {
      const accepted = pick % 2 === 0;
      return play(context, verifyReport, { agent, accepted, note: words }, now);
    }
    case 'end':
      return play(context, endAgent, { agent, exitCode: pick }, now);
    case 'fail':
      return play(context, failAgentStart, { agent, reason: words }, now);
    case 'save':
      return play(context, saveContext, {}, now);
    case 'endSession':
      return play(context, endSession, {}, now);
    case 'resume':
      return resume(context, now);
  }
}

function resume(context: Context, now: string): Walk {
  const events = joinSession(context, { opened: now, now, resuming: true, holder: () => 'gone' });
  const after = events.reduce((state, event) => deepFreeze(applyEvent(state, event, now)), context);
  return { after, events };
}
