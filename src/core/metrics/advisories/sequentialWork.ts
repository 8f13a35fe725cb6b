import type { Context, Task } from '../../model/context';
import { indexOf } from '../../model/contextIndex';
import { dependsOn } from '../../model/taskStates';
import type { MetricSource } from '../metric';
import { moment } from '../numbers';
import type { Run } from '../runLog';
import { RECENT_MS, type Advisory } from './advisory';
import { spawnForTask } from './readyTask';

/** So many times in the last week. */
const FEWEST = 3;

/**
 * Sequential when parallel was possible: an agent ran alone, and the next one was started only after it had
 * ended, though its task was there before and waits for nothing that the first one did. Counted are such
 * successors; two agents of the same task, and those without a task, are taken to depend on each other.
 */
export function sequentialWork({ context, facts, now }: MetricSource): Advisory | undefined {
  const runs = facts.work
    .runs({ context, now })
    .filter(({ start, end }) => now - start <= RECENT_MS && end > start)
    .sort((one, other) => one.start - other.start);
  const index = indexOf(context);
  const late: string[] = [];
  const taskOf = (agent: string): Task | undefined => {
    const id = index.find('agent', agent)?.task;
    return id === undefined ? undefined : index.find('task', id);
  };
  let last: Run | undefined;
  for (const run of runs) {
    const [task, before] = [taskOf(run.agent), last && taskOf(last.agent)];
    if (
      last &&
      task &&
      before &&
      run.start >= last.end &&
      (moment(task.created) ?? Infinity) <= last.start &&
      task.id !== before.id &&
      !follows(context, task.id, before.id)
    ) {
      late.push(run.agent);
    }
    last = last && last.end >= run.end ? last : run;
  }
  return late.length < FEWEST
    ? undefined
    : {
        kind: 'sequentialWork',
        count: late.length,
        evidence: late.toReversed().map((id) => ({ kind: 'agent', id })),
        action: spawnForTask(context),
      };
}

/** Whether a task waits for another one, at whatever remove. */
function follows(context: Context, task: string, other: string): boolean {
  const index = indexOf(context);
  const seen = new Set<string>();
  const waiting = [task];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = seen.has(next) ? undefined : index.find('task', next);
    seen.add(next);
    const before = found ? dependsOn(found) : [];
    if (before.includes(other)) {
      return true;
    }
    waiting.push(...before);
  }
  return false;
}
