import * as fc from 'fast-check';

/** Contexts of the older layout as scripts and people may have left them. */

const words = fc.string({ minLength: 1, maxLength: 12 });
const time = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  // Older scripts wrote local time without a zone.
  .map((date) => date.toISOString().replace('Z', '000'));

function id(prefix: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.nat(9).map((n) => `${prefix}${String(n).padStart(3, '0')}`) },
    fc.constantFrom(`${prefix}1`, `${prefix}_001`, 'TASK_001', 'AGENT_0001', 'first', '__proto__'),
  );
}

/** What an item may say besides; also under keys that mean something else to Atlas. */
const besides = fc
  .dictionary(
    fc.constantFrom(
      ...['report', 'exit_code', 'started', 'options', 'imported_from', 'imported_status'],
      ...['__proto__', 'notes', 'priority', 'outcome', 'result', 'closed', 'text', 'imported_text'],
    ),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 3 },
  )
  .filter((made) => [undefined, null].includes(made['text'] as null) || isText(made['text']));

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function item(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  return fc
    .tuple(besides, fc.record(fields, { requiredKeys: [] }))
    .map(([more, known]) => ({ ...more, ...known }));
}

const maybe = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.option(arbitrary, { nil: null, freq: 8 });

const objective = item({
  id: maybe(id('OBJ')),
  text: maybe(words),
  description: maybe(words),
  created: maybe(time),
  status: maybe(fc.constantFrom('active', 'completed', 'parked')),
});

const task = item({
  id: maybe(id('TSK')),
  description: maybe(words),
  assigned_to: maybe(fc.oneof(id('AGT'), words)),
  created_at: maybe(time),
  completed_at: maybe(time),
  status: maybe(
    fc.constantFrom(
      ...['pending', 'in_progress', 'In Progress', 'active', 'completed', 'done', 'failed'],
      ...['cancelled', 'Canceled', 'waiting', 'constructor', ''],
    ),
  ),
  objective: fc.oneof(id('OBJ'), fc.jsonValue({ maxDepth: 1 })),
  depends_on: fc.oneof(fc.array(id('TSK'), { maxLength: 3 }), fc.jsonValue({ maxDepth: 1 })),
  task: id('TSK'),
});

const agent = item({
  id: maybe(id('AGT')),
  type: maybe(words),
  mission: maybe(words),
  spawned_at: maybe(time),
  status: maybe(fc.constantFrom('active', 'spawned', 'done')),
  task: fc.oneof(id('TSK'), fc.jsonValue({ maxDepth: 1 })),
});

const insight = fc.oneof(
  words,
  fc.record(
    {
      text: maybe(words),
      category: maybe(words),
      timestamp: maybe(time),
      author: fc.jsonValue({ maxDepth: 1 }),
    },
    { requiredKeys: [] },
  ),
);

const list = (of: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  maybe(fc.array(of, { maxLength: 5 }));

/** As it would come out of a file, own keys called `__proto__` included. */
export const olderContexts: fc.Arbitrary<object> = fc
  .tuple(
    fc.record(
      {
        project_id: fc.constantFrom('P1', 'P2'),
        project_name: maybe(words),
        start_date: maybe(time),
        objectives: list(objective),
        tasks: list(task),
        active_agents: list(agent),
        insights: list(insight),
        phase: words,
        last_resumed: time,
        metrics: fc.jsonValue({ maxDepth: 2 }),
        memory_hierarchy: fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: ['project_id'] },
    ),
    fc.dictionary(
      fc.constantFrom('x-team', '__proto__', 'pending_decisions', 'atlas'),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  )
  .map(([known, more]) => JSON.parse(JSON.stringify({ ...more, ...known })) as object);
