import { mapping, type Slices } from '../slices';
import { metric, type Evidence, type Metric, type MetricSource } from './metric';
import { share } from './numbers';
import { weekly } from './weeks';

/**
 * Task success rate: completed tasks, by those that were completed, failed, or cancelled after work.
 *
 * Source: where the tasks of the context stand now; one that failed, was reopened and completed is
 * completed. Left out are tasks that were cancelled before anything was done about them, and those that an
 * older context counted without naming them. In a week's value count the tasks that ended in it.
 * Target: above 95%.
 */
export function* taskSuccessRate({ tasks, now }: MetricSource): Slices<Metric> {
  const { finished, untouched, unnamed } = tasks;
  const isCompleted = ({ state }: (typeof finished)[number]): boolean => state === 'completed';
  const evidence = yield* mapping(finished, (each): Evidence => ({
    kind: 'task',
    id: each.task.id,
    good: isCompleted(each),
    value: null,
  }));
  yield;
  return metric({
    id: 'taskSuccessRate',
    unit: 'ratio',
    value: share(finished.filter(isCompleted).length, finished.length),
    target: { above: 0.95 },
    excluded: untouched + unnamed,
    evidence,
    trend: weekly(
      now,
      finished,
      ({ at }) => at,
      (inWeek) => share(inWeek.filter(isCompleted).length, inWeek.length),
    ),
  });
}
