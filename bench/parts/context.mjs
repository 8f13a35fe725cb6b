// A context as a long orchestration leaves it: objectives, tasks of which a third depend on others, outcomes,
// agents with reports, decisions and insights.

const MOMENT = '2026-01-01T10:00:00.000Z';
const VERBS = ['Refactor', 'Measure', 'Document', 'Harden', 'Replace', 'Review'];
const THINGS = [
  'the payment retries so that a duplicate is refused by its key',
  'the ledger import, which loses the last line of a file without a line end',
  'the session timeout that signs people out while they type',
  'the search index, whose rebuild keeps the shop from answering',
];

export const id = (prefix, digits, number) => `${prefix}_${String(number).padStart(digits, '0')}`;

/** @param size how many tasks */
export function contextOf(size) {
  const numbers = Array.from({ length: size }, (_, index) => index + 1);
  const tasks = numbers.map((number) => taskOf(number, size));
  const agents = numbers.filter((number) => number % 10 === 0).map(agentOf);
  const completed = tasks.filter(({ status }) => status === 'completed');
  return {
    project_name: 'Bench',
    created_date: MOMENT,
    last_session: null,
    objectives: Array.from({ length: objectivesOf(size) }, (_, index) => ({
      id: id('OBJ', 3, index + 1),
      description: `${words(index)} (objective ${index + 1})`,
      status: index % 4 === 3 ? 'achieved' : 'active',
      created: MOMENT,
    })),
    completed_tasks: completed,
    active_tasks: tasks.filter(({ status }) => status !== 'completed'),
    pending_decisions: numbers.filter((number) => number % 200 === 0).map(decisionOf),
    key_insights: numbers
      .filter((number) => number % 20 === 0)
      .map((number) => `Insight ${number}: the ledger refuses what it has seen, by its key alone.`),
    spawned_agents: agents,
    metrics: {
      total_sessions: 0,
      total_agents_spawned: agents.length,
      total_tasks_completed: completed.length,
      total_decisions_made: 0,
    },
  };
}

export const objectivesOf = (size) => Math.max(1, Math.floor(size / 50));
export const words = (number) =>
  `${VERBS[number % VERBS.length]} ${THINGS[number % THINGS.length]}`;

function taskOf(number, size) {
  const done = number % 2 === 0;
  return {
    id: id('TASK', 3, number),
    description: `${words(number)} (task ${number})`,
    status: done ? 'completed' : 'pending',
    objective: id('OBJ', 3, 1 + (number % objectivesOf(size))),
    ...(number > 5 && number % 10 < 3 ? { depends_on: [id('TASK', 3, number - 3)] } : {}),
    created: MOMENT,
    ...(done
      ? { outcome: 'Done: it holds, and the tests cover three ways to fail.', completed: MOMENT }
      : {}),
  };
}

function agentOf(number) {
  return {
    id: id('AGENT', 4, number / 10),
    type: 'implementer',
    mission: `${words(number)}. Keep the interface as it is, and report what you measured.`,
    spawned: MOMENT,
    status: 'reported',
    task: id('TASK', 3, number),
    report: {
      status: 'success',
      summary: 'It holds. Two of the three ways to fail were found by the tests, one by reading.',
      evidence: ['npm test: 214 passed'],
      reported: MOMENT,
    },
  };
}

function decisionOf(number) {
  return {
    id: id('DEC', 3, number / 200),
    question: `${words(number)}: now, or with the next release?`,
    options: ['now', 'with the next release'],
    raised: MOMENT,
  };
}
