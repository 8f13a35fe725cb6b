import type { JournalRecord } from '../../../../src/core/journal/record';
import { agentState, isAtWork } from '../../../../src/core/model/agentStates';
import type { Context } from '../../../../src/core/model/context';
import type { AtlasEvent } from '../../../../src/core/model/events';
import { MINUTE_MS } from './histories';

/**
 * The metrics once more, slow and obvious: each looks through the whole history for what it needs, as
 * often as it needs it, and minute by minute where time is measured.
 */

type Of<T extends AtlasEvent['type']> = Extract<AtlasEvent, { type: T }>;

interface At<T extends AtlasEvent['type']> {
  readonly event: Of<T>;
  readonly place: number;
  readonly ms: number;
}

function all<T extends AtlasEvent['type']>(records: readonly JournalRecord[], type: T): At<T>[] {
  return records.flatMap(({ event, time }, place) =>
    event.type === type ? [{ event: event as Of<T>, place, ms: Date.parse(time) }] : [],
  );
}

function middle(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

export function agentsPerTask(records: readonly JournalRecord[]): number | null {
  const tasks = all(records, 'agentSpawned').flatMap(({ event }) => event.agent.task ?? []);
  return ratio(tasks.length, new Set(tasks).size);
}

/** From minute to minute: the agents that run then, and wait for nobody. */
function minutes(
  records: readonly JournalRecord[],
  context: Context,
  now: string,
): (readonly string[])[] {
  const ENDS = [
    'agentReported',
    'agentExited',
    'agentCouldNotStart',
    'agentTimedOut',
    'agentCancelled',
  ];
  const intervals = all(records, 'agentStarted').map(({ event: { id }, place, ms: start }) => {
    const signals = all(records.slice(place), 'agentSignalled').filter(
      ({ event }) => event.id === id,
    );
    const waits = (ms: number): boolean => {
      const last = signals.findLast((signal) => signal.ms <= ms)?.event.signal;
      return last !== undefined && last !== 'working';
    };
    const later = records.slice(place + 1);
    const about = ({ event }: JournalRecord): boolean => 'id' in event && event.id === id;
    const endsAt = later.findIndex(
      (record) =>
        about(record) && [...ENDS, 'agentLost', 'agentStarted'].includes(record.event.type),
    );
    const end = later[endsAt];
    if (end && ENDS.includes(end.event.type)) {
      return { id, start, end: Date.parse(end.time), waits };
    }
    const agent = context.spawned_agents?.find((each) => each.id === id);
    if (!end && agent && isAtWork(agentState(agent))) {
      return { id, start, end: Date.parse(now), waits };
    }
    const signs = (end ? later.slice(0, endsAt) : later).filter(
      (record) => record.actor === id || (about(record) && record.event.type === 'agentSignalled'),
    );
    const seen = Math.max(start, ...signs.map(({ time }) => Date.parse(time)));
    return { id, start, end: seen, waits };
  });
  const from = Math.min(...intervals.map(({ start }) => start));
  const found: string[][] = [];
  for (let at = from; at < Date.parse(now); at += MINUTE_MS) {
    const atWork = intervals.filter(
      ({ start, end, waits }) => start <= at && at < end && !waits(at),
    );
    found.push(atWork.map(({ id }) => id));
  }
  return found;
}

export function parallelRate(
  records: readonly JournalRecord[],
  context: Context,
  now: string,
): number | null {
  let [alone, together] = [0, 0];
  for (const agents of minutes(records, context, now)) {
    if (agents.length > 1) {
      together += agents.length;
    } else {
      alone += agents.length;
    }
  }
  return ratio(together, alone + together);
}

export function mostAtOnce(
  records: readonly JournalRecord[],
  context: Context,
  now: string,
): number | null {
  const most = Math.max(0, ...minutes(records, context, now).map((agents) => agents.length));
  return most === 0 ? null : most;
}

export function decisionTime(records: readonly JournalRecord[]): number | null {
  return middle(
    all(records, 'decisionMade').flatMap(({ event: { id }, ms }) =>
      all(records, 'decisionRaised')
        .filter(({ event }) => event.decision.id === id)
        .map((raised) => ms - raised.ms),
    ),
  );
}

const BY_PEOPLE = [
  'objectiveAdded',
  'taskAdded',
  'taskStarted',
  'taskCompleted',
  'taskFailed',
  'taskCancelled',
  'taskReopened',
  'decisionRaised',
  'decisionMade',
  'decisionJudged',
  'insightRecorded',
  'agentSpawned',
  'agentCancelled',
  'agentVerified',
];

function orchestrates({ event, actor }: JournalRecord): boolean {
  return BY_PEOPLE.includes(event.type) && !actor.startsWith('AGENT');
}

export function contextSwitchTime(records: readonly JournalRecord[]): number | null {
  return middle(
    all(records, 'sessionStarted').flatMap(({ event }) => {
      const first = records.find((record) => record.session === event.id && orchestrates(record));
      return first ? [Date.parse(first.time) - Date.parse(event.started)] : [];
    }),
  );
}

/** Whether each session that follows another one began from what that one had saved. */
export function continuity(records: readonly JournalRecord[]): boolean[] {
  const starts = all(records, 'sessionStarted');
  return starts.slice(1).map(({ place }, at) => {
    const before = records.slice((starts[at]?.place ?? 0) + 1, place);
    const savedAt = before.findLastIndex(({ event }) => event.type === 'contextSaved');
    const unsaved = before.slice(savedAt + 1);
    const isOpenAt = (index: number): boolean => {
      const until = before.slice(0, savedAt + 1 + index);
      const last = until.findLast(({ event }) =>
        ['sessionEnded', 'sessionContinued'].includes(event.type),
      );
      return last?.event.type !== 'sessionEnded';
    };
    return !unsaved.some(
      (record, index) =>
        record.event.type === 'contextEdited' || (orchestrates(record) && isOpenAt(index)),
    );
  });
}

/** What became of each task, and whether there was work on it. */
function fates(records: readonly JournalRecord[]) {
  const tasks = new Map<string, { state: string; worked: boolean; again: boolean }>();
  const of = (id: string) => {
    const task = tasks.get(id) ?? { state: 'open', worked: false, again: false };
    tasks.set(id, task);
    return task;
  };
  for (const { event } of records) {
    switch (event.type) {
      case 'taskStarted':
        of(event.id).worked = true;
        break;
      case 'agentSpawned':
        if (event.agent.task !== undefined) {
          of(event.agent.task).worked = true;
        }
        break;
      case 'taskCompleted':
        of(event.id).state = 'completed';
        break;
      case 'taskFailed':
        of(event.id).state = 'failed';
        break;
      case 'taskCancelled':
        of(event.id).state = 'cancelled';
        break;
      case 'taskReopened':
        of(event.id).state = 'open';
        of(event.id).again = true;
        break;
      default:
    }
  }
  return tasks;
}

function isFinished({ state, worked }: { state: string; worked: boolean }): boolean {
  return state === 'completed' || state === 'failed' || (state === 'cancelled' && worked);
}

/** @param older tasks that were completed before the history begins */
export function taskSuccessRate(records: readonly JournalRecord[], older: number): number | null {
  const ended = [...fates(records).values()].filter(isFinished);
  const completed = ended.filter(({ state }) => state === 'completed');
  return ratio(completed.length + older, ended.length + older);
}

export function reworkRate(records: readonly JournalRecord[]): number | null {
  const counted = [...fates(records)].filter(
    ([, task]) => isFinished(task) || (task.state === 'open' && task.again),
  );
  const again = counted.filter(([id, task]) => {
    const agents = all(records, 'agentSpawned').filter(({ event }) => event.agent.task === id);
    const wentOn = agents.some(({ event }) =>
      all(records, 'agentStarted').some(
        (started) => started.event.id === event.agent.id && started.event.purpose === 'rework',
      ),
    );
    const followed = agents.some((first) => {
      const failed = [
        ...all(records, 'agentReported').filter(({ event }) => event.report.status === 'failure'),
        ...all(records, 'agentVerified').filter(({ event }) => !event.verification.accepted),
      ].filter(({ event }) => event.id === first.event.agent.id);
      return failed.some(({ place }) => agents.some((next) => next.place > place));
    });
    return task.again || wentOn || followed;
  });
  return ratio(again.length, counted.length);
}

export function decisionQuality(records: readonly JournalRecord[]): number | null {
  const judged = new Map(all(records, 'decisionJudged').map(({ event }) => [event.id, event.good]));
  return ratio([...judged.values()].filter(Boolean).length, judged.size);
}
