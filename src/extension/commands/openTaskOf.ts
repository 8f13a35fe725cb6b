import type { Agent, Task } from '../../core/model/context';
import { findOpenTask } from '../../core/model/openTask';
import type { Orchestration } from '../host/orchestration';

/** The task an agent serves, while there is something left to do about it. */
export function openTaskOf(orchestration: Orchestration, { task }: Agent): Task | undefined {
  if (task === undefined) {
    return undefined;
  }
  try {
    return orchestration.read((context) => findOpenTask(context, task));
  } catch {
    // It is gone, or closed.
    return undefined;
  }
}
