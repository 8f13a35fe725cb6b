import * as fc from 'fast-check';
import { Context } from '../../../src/core/model/context';

/**
 * Contexts in the published format as tools of all kinds may have written them: optional keys missing,
 * ids of other forms, states nobody knows, and keys that are not ours at every level.
 */

const KNOWN_KEYS = new Set(
  [
    'project_name created_date last_session objectives completed_tasks active_tasks pending_decisions',
    'key_insights spawned_agents metrics atlas id description status created outcome completed objective',
    'started depends_on type mission spawned task success_criteria timebox_minutes profile session ended',
    'exit_code exit_signal failure report schema_version revision updated saved previous_session clean',
    'total_sessions total_agents_spawned total_tasks_completed total_decisions_made',
    'summary evidence files reported verification accepted verified note closed reopened earlier_outcome',
    'reopen_reason reason closed_tasks decisions_made imports head journal_bytes checksum question options',
    'raised choice rationale made output_requirements caps reviews follows reviews_criterion branch runs cli_session',
    'outcome good judged waits_for timebox_warned timebox_over checks discovered_by agent exit_signal',
  ].flatMap((line) => line.split(' ')),
);

const foreignKey = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'x-team', 'Status', '0'),
  fc.string({ maxLength: 12 }),
);

/** Keys and values of somebody else. */
const foreign: fc.Arbitrary<Record<string, unknown>> = fc
  .array(fc.tuple(foreignKey, fc.jsonValue({ maxDepth: 2 })), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs.filter(([key]) => !KNOWN_KEYS.has(key))));

/** An object of the format: its own keys, and foreign ones before, between and after them. */
function shaped(
  required: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  optional: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> {
  const own = fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
  return fc.tuple(own, foreign).chain(([known, unknown]) =>
    fc
      .shuffledSubarray(Object.entries({ ...known, ...unknown }), {
        minLength: Object.keys({ ...known, ...unknown }).length,
      })
      .map((entries) => Object.fromEntries(entries)),
  );
}

const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const words = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }));

function id(prefix: string, digits: number): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.nat(120).map((n) => `${prefix}_${String(n).padStart(digits, '0')}`),
    },
    fc.constantFrom(`${prefix}7`, `${prefix}_07`, `${prefix}_x`, 'T-9', '../up', ''),
    fc.integer({ min: 1_000, max: 100_000 }).map((n) => `${prefix}_${n}`),
  );
}

const objective = shaped(
  { id: id('OBJ', 3), description: words },
  { status: fc.constantFrom('active', 'achieved', 'dropped', 'parked'), created: time },
);
const task = shaped(
  { id: id('TASK', 3), description: words },
  {
    status: fc.constantFrom('pending', 'active', 'completed', 'blocked'),
    objective: id('OBJ', 3),
    depends_on: fc.oneof(
      fc.array(id('TASK', 3), { maxLength: 3 }),
      fc.constantFrom(null, 'TASK_001'),
    ),
    created: time,
    outcome: words,
  },
);
const report = shaped(
  { status: fc.constantFrom('success', 'partial'), summary: words, reported: time },
  { evidence: fc.array(words, { maxLength: 2 }) },
);
const agent = shaped(
  { id: id('AGENT', 4), type: words, mission: words },
  {
    spawned: time,
    status: fc.constantFrom(
      'spawned',
      'running',
      'reported',
      'verified',
      'exited_without_report',
      'failed',
      'lost',
      'idle',
    ),
    task: id('TASK', 3),
    started: time,
    ended: time,
    report,
  },
);
const decision = shaped(
  { id: id('DEC', 3), question: words },
  {
    options: fc.array(words, { maxLength: 3 }),
    evidence: fc.array(words, { maxLength: 2 }),
    task: id('TASK', 3),
    objective: id('OBJ', 3),
    raised: time,
  },
);
const session = shaped(
  { id: time.map((at) => `session_${at.slice(0, 19).replace(/[-:]/g, '').replace('T', '_')}`) },
  { started: time, ended: time, clean: fc.boolean() },
);
const count = fc.nat(300);
const metrics = shaped(
  {},
  {
    total_sessions: count,
    total_agents_spawned: count,
    total_tasks_completed: count,
    total_decisions_made: count,
  },
);
const bookkeeping = shaped(
  { schema_version: fc.constantFrom(1, 2), revision: count },
  { updated: time, saved: time, session, previous_session: session },
);

function many(
  item: fc.Arbitrary<Record<string, unknown>>,
): fc.Arbitrary<Record<string, unknown>[]> {
  return fc.uniqueArray(item, { maxLength: 6, selector: (made) => made['id'] });
}

const raw = fc
  .tuple(
    shaped(
      { project_name: words },
      {
        created_date: time,
        last_session: fc.oneof(
          session.map((made) => made['id']),
          fc.constantFrom(null, 'monday'),
        ),
        objectives: many(objective),
        key_insights: fc.array(fc.oneof(words, fc.jsonValue({ maxDepth: 1 })), { maxLength: 5 }),
        spawned_agents: many(agent),
        metrics,
        atlas: bookkeeping,
      },
    ),
    // A task stands in one of the three lists only, and a decision in one of the two.
    fc.tuple(many(task), fc.nat(6), fc.nat(6), fc.boolean()),
    fc.tuple(many(decision), fc.nat(6), fc.array(fc.jsonValue(), { maxLength: 3 }), fc.boolean()),
  )
  .map(([context, [tasks, completed, open, listed], [decisions, made, others, raised]]) => {
    const atlas = context['atlas'] as Record<string, unknown> | undefined;
    const ours = {
      ...(listed ? { closed_tasks: tasks.slice(completed + open) } : {}),
      ...(raised ? { decisions_made: decisions.slice(0, made).map(settled) } : {}),
    };
    return {
      ...context,
      ...(listed
        ? {
            completed_tasks: tasks.slice(0, completed),
            active_tasks: tasks.slice(completed, atlas ? completed + open : undefined),
          }
        : {}),
      ...(raised
        ? { pending_decisions: [...others, ...decisions.slice(atlas ? made : 0)] }
        : others.length > 0
          ? { pending_decisions: others }
          : {}),
      ...(atlas ? { atlas: { ...atlas, ...ours } } : {}),
    };
  });

function settled(raised: Record<string, unknown>): Record<string, unknown> {
  return { ...raised, choice: 'this', rationale: 'because', made: '2026-01-01T00:00:00.000Z' };
}

/** As it would come out of a file, own keys called `__proto__` included. */
export const contexts: fc.Arbitrary<Context> = raw.map((made) => {
  const plain = JSON.parse(JSON.stringify(made)) as Context;
  if (!Context.safeParse(plain).success) {
    throw new Error('not a context: the generator is wrong');
  }
  return plain;
});
