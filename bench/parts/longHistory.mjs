// An orchestration as months of work leave it, with its journal as Atlas writes it: sessions, objectives, tasks of
// which some depend on others, agents that ran side by side and reported, decisions, insights.
import { id, objectivesOf, words } from './context.mjs';
import { storeOf } from './store.mjs';

/** What the screens have to carry. */
export const LARGE = { tasks: 100_000, agents: 5_000, decisions: 1_000 };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SESSIONS = 100;
/** From the beginning of one session to the next; the last one was two days ago. */
const APART = 1.4 * DAY;
/** So many of the last agents wait for somebody to look at what they did. */
const WAITING = 50;

const taskId = (number) => id('TASK', 3, number);
const agentId = (number) => id('AGENT', 4, number);
const decisionId = (number) => id('DEC', 3, number);

/**
 * Writes it into a workspace folder, as the project `large`.
 * @param size how many tasks, agents and decisions
 * @param now until when, in ms
 */
export async function writeLongHistory(folder, size, now = Date.now()) {
  const store = storeOf(folder);
  const commit = async (at, events) => {
    if (events.length > 0) {
      await store.commit(() => ({ at: new Date(at).toISOString(), events }));
    }
  };
  const begun = now - 2 * DAY - SESSIONS * APART;
  await commit(begun - MINUTE, [{ type: 'orchestrationCreated', project: 'large' }]);
  for (let session = 0; session < SESSIONS; session += 1) {
    let at = begun + session * APART;
    for (const happened of sessionOf(size, session)) {
      await commit(at, happened(new Date(at).toISOString()));
      at += 3 * MINUTE;
    }
  }
  await store.flush();
}

/** What happened in one session, step by step. */
function sessionOf(size, session) {
  const own = (count) => numbers(share(count, session), share(count, session + 1));
  const [tasks, agents, decisions] = [own(size.tasks), own(size.agents), own(size.decisions)];
  const of = (list, step) => (at) => list.flatMap((number) => step(number, size, at));
  const part = (which) => agents.filter((number) => number % 4 === which);
  return [
    (at) => [{ type: 'sessionStarted', id: sessionName(at), started: at }],
    of(own(objectivesOf(size.tasks)), objectiveAdded),
    of(tasks, taskAdded),
    of(decisions, decisionRaised),
    of(agents, agentSpawned),
    of(agents, agentStarted),
    ...[0, 1, 2, 3].map((which) => of(part(which), agentEnded)),
    of(agents, agentVerified),
    of(tasks, taskEnded),
    of(decisions, decisionMade),
    of(own(size.tasks / 20), insightRecorded),
    (at) => [{ type: 'sessionEnded', ended: at, clean: true }],
  ];
}

function sessionName(at) {
  const [date, time] = at.split(/[T.]/);
  return `session_${date.replaceAll('-', '')}_${time.replaceAll(':', '')}`;
}

const share = (count, sessions) => Math.floor((count * sessions) / SESSIONS);
const numbers = (from, to) => Array.from({ length: to - from }, (_, index) => from + index + 1);

function objectiveAdded(number, _size, created) {
  const description = `${words(number)} (objective ${number})`;
  return [
    {
      type: 'objectiveAdded',
      objective: { id: id('OBJ', 3, number), description, status: 'active', created },
    },
  ];
}

/** Every fourth belongs to the first objective, which is much longer than the others. */
function taskAdded(number, size, created) {
  const objective = number % 4 === 0 ? 1 : 1 + Math.floor((number - 1) / 50);
  return [
    {
      type: 'taskAdded',
      task: {
        id: taskId(number),
        description: `${words(number)} (task ${number})`,
        status: 'pending',
        objective: id('OBJ', 3, Math.min(objective, objectivesOf(size.tasks))),
        ...(number > 5 && number % 5 === 1 ? { depends_on: [taskId(number - 2)] } : {}),
        ...(number % 7 === 0 ? { priority: number % 14 === 0 ? 'high' : 'low' } : {}),
        created,
      },
    },
  ];
}

/** Which task an agent is for: one of every so many. */
const taskOf = (agent, { tasks, agents }) => Math.max(1, Math.floor((agent * tasks) / agents) - 7);

function agentSpawned(number, size, spawned) {
  const task = taskId(taskOf(number, size));
  return [
    {
      type: 'agentSpawned',
      agent: {
        id: agentId(number),
        type: ['developer', 'researcher', 'reviewer'][number % 3],
        mission: `${words(number)}. Keep the interface as it is, and report what you measured.`,
        spawned,
        status: 'spawned',
        task,
        success_criteria: ['run: npm test', 'It is said what was measured'],
        timebox_minutes: 30,
      },
    },
    { type: 'taskStarted', id: task },
  ];
}

const agentStarted = (number) => [{ type: 'agentStarted', id: agentId(number) }];

const hasReported = (number) => number % 25 !== 0;
const status = (number) => (number % 40 === 1 ? 'failure' : 'success');

function agentEnded(number, _size, reported) {
  const report = {
    status: status(number),
    summary: 'It holds. Two of the three ways to fail were found by the tests, one by reading.',
    evidence: ['npm test: 214 passed'],
    reported,
  };
  return [
    ...(hasReported(number) ? [{ type: 'agentReported', id: agentId(number), report }] : []),
    { type: 'agentExited', id: agentId(number), exitCode: 0 },
  ];
}

const isWaiting = (number, { agents }) => number > agents - WAITING;

function agentVerified(number, size, verified) {
  const isDue = hasReported(number) && !isWaiting(number, size);
  const verification = { accepted: status(number) === 'success', verified };
  return isDue ? [{ type: 'agentVerified', id: agentId(number), verification }] : [];
}

function taskEnded(number, size) {
  const agent = Math.round(((number + 7) * size.agents) / size.tasks);
  const isServed = taskOf(agent, size) === number && agent <= size.agents;
  const task = { id: taskId(number) };
  if (isServed ? !isWaiting(agent, size) : number % 2 === 0) {
    const outcome = 'Done: it holds, and the tests cover three ways to fail.';
    return [{ type: 'taskCompleted', ...task, outcome }];
  }
  if (number % 100 === 51) {
    return [{ type: 'taskCancelled', ...task, reason: 'Nobody needs it any more.' }];
  }
  return number % 100 === 71
    ? [{ type: 'taskFailed', ...task, reason: 'It cannot be done this way.' }]
    : [];
}

function decisionRaised(number, _size, raised) {
  return [
    {
      type: 'decisionRaised',
      decision: {
        id: decisionId(number),
        question: `${words(number)}: now, or with the next release?`,
        options: ['now', 'with the next release'],
        raised,
      },
    },
  ];
}

function decisionMade(number) {
  const made = { type: 'decisionMade', id: decisionId(number) };
  return number % 10 === 0
    ? []
    : [{ ...made, choice: 'now', rationale: 'It costs less than to explain it.' }];
}

function insightRecorded(number) {
  const text = `Insight ${number}: the ledger refuses what it has seen, by its key alone.`;
  return [{ type: 'insightRecorded', text, category: 'technical', origin: taskId(number) }];
}
