import * as fc from 'fast-check';
import { AtlasError } from '../../../src/core/errors';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import { allTasks } from '../../../src/core/model/lookup';
import { joinSession } from '../../../src/core/model/sessions';
import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../src/core/operations/agentProcess';
import { completeTask } from '../../../src/core/operations/completeTask';
import { endSession } from '../../../src/core/operations/endSession';
import { recordInsight } from '../../../src/core/operations/recordInsight';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { saveContext } from '../../../src/core/operations/saveContext';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
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
  'complete',
  'insight',
  'spawn',
  'start',
  'report',
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
  { maxLength: 12 },
);

export interface Walk {
  readonly after: Context;
  readonly events: readonly AtlasEvent[];
}

/** Takes the steps one after another. A step that is refused with an AtlasError changes nothing. */
export function walk(start: Context, taken: readonly Step[]): Walk {
  let after = deepFreeze(start);
  let now = Date.parse('2031-01-01T00:00:00.000Z');
  const events: AtlasEvent[] = [];
  for (const step of taken) {
    now += step.later;
    try {
      const done = take(after, step, new Date(now).toISOString());
      after = done.after;
      events.push(...done.events);
    } catch (error) {
      if (!(error instanceof AtlasError)) {
        throw error;
      }
    }
  }
  return { after, events };
}

function take(context: Context, { verb, words, pick }: Step, now: string): Walk {
  const chosen = (items: readonly { id: string }[]): string =>
    items[pick % items.length]?.id ?? 'none';
  const objective = chosen(context.objectives ?? []);
  const task = chosen(allTasks(context));
  const agent = chosen(context.spawned_agents ?? []);
  switch (verb) {
    case 'objective':
      return play(context, addObjective, { description: words }, now);
    case 'task': {
      const links = pick % 2 === 0 ? { objective, dependsOn: [task] } : {};
      return play(context, addTask, { description: words, ...links }, now);
    }
    case 'complete':
      return play(context, completeTask, { task, outcome: words }, now);
    case 'insight':
      return play(context, recordInsight, { text: words }, now);
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
