import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { HistoryFacts } from '../../../src/core/metrics/historyFacts';
import { measure } from '../../../src/core/metrics/measure';
import { METRIC_IDS, type Metric, type MetricId } from '../../../src/core/metrics/metric';
import { weekName, weekStart } from '../../../src/core/metrics/weeks';
import { deepFreeze } from '../support/deepFreeze';
import { histories, MINUTE_MS, type Past } from './support/histories';
import * as reference from './support/reference';

function measured({ diary, now }: Past): Readonly<Record<MetricId, Metric>> {
  const { metrics } = measure(diary.context, HistoryFacts.of(diary.records), now);
  return Object.fromEntries(metrics.map((each) => [each.id, each])) as Record<MetricId, Metric>;
}

/** Up to the rounding of sums. */
function same(value: number | null, expected: number | null): void {
  if (value === null || expected === null) {
    assert.equal(value, expected);
  } else {
    assert.ok(Math.abs(value - expected) < 1e-9, `${value} is not ${expected}`);
  }
}

function holds(check: (past: Past, metrics: Readonly<Record<MetricId, Metric>>) => void): void {
  fc.assert(
    fc.property(histories, (past) => {
      deepFreeze(past.diary.context);
      check(past, measured(past));
    }),
    { numRuns: 70 },
  );
}

/** The process document's sample lists one completed task of those it counts. */
const isOlder = ({ diary }: Past): boolean => diary.records[0]?.event.type === 'contextAdopted';

describe('a metric is what a slow look at the whole history says:', function () {
  this.timeout(60_000);

  it('agents per task', () =>
    holds(({ diary }, { agentsPerTask }) =>
      same(agentsPerTask.value, reference.agentsPerTask(diary.records)),
    ));

  it('parallel execution rate', () =>
    holds(({ diary, now }, { parallelRate }) =>
      same(parallelRate.value, reference.parallelRate(diary.records, diary.context, now)),
    ));

  it('decision time', () =>
    holds(({ diary }, { decisionTime }) =>
      same(decisionTime.value, reference.decisionTime(diary.records)),
    ));

  it('context switch time', () =>
    holds(({ diary }, { contextSwitchTime }) =>
      same(contextSwitchTime.value, reference.contextSwitchTime(diary.records)),
    ));

  it('task success rate', () =>
    holds((past, { taskSuccessRate }) => {
      const older = isOlder(past) ? stillCompleted(past) : 0;
      same(taskSuccessRate.value, reference.taskSuccessRate(past.diary.records, older));
    }));

  it('rework rate', () =>
    holds(({ diary }, { reworkRate }) =>
      same(reworkRate.value, reference.reworkRate(diary.records)),
    ));

  it('decision quality', () =>
    holds(({ diary }, { decisionQuality }) =>
      same(decisionQuality.value, reference.decisionQuality(diary.records)),
    ));

  it('context continuity', () =>
    holds(({ diary }, { contextContinuity }) => {
      const sessions = reference.continuity(diary.records);
      const good = sessions.filter(Boolean).length;
      same(contextContinuity.value, sessions.length > 0 ? good / sessions.length : null);
      assert.deepEqual(
        contextContinuity.evidence.map((each) => each.good),
        sessions,
      );
    }));

  it('scale', () =>
    holds(({ diary, now }, { scale }) =>
      same(scale.value, reference.mostAtOnce(diary.records, diary.context, now)),
    ));
});

/** Tasks that were completed before the history began, and that nothing happened to since. */
function stillCompleted({ diary: { records } }: Past): number {
  const [first] = records;
  const adopted = first?.event.type === 'contextAdopted' ? first.event.context : undefined;
  return (adopted?.completed_tasks ?? []).filter(
    ({ id }) => !records.some(({ event }) => 'id' in event && event.id === id),
  ).length;
}

describe('metrics', () => {
  it('agree with the totals of the format', () =>
    holds(({ diary }, metrics) => {
      const totals = diary.context.metrics ?? {};
      const { agentsPerTask, decisionTime, contextSwitchTime, taskSuccessRate } = metrics;
      const agents = agentsPerTask.evidence.reduce((sum, { value }) => sum + (value ?? 0), 0);
      assert.equal(agents + agentsPerTask.excluded, totals.total_agents_spawned);
      assert.equal(decisionTime.counted + decisionTime.excluded, totals.total_decisions_made ?? 0);
      assert.equal(
        contextSwitchTime.counted + contextSwitchTime.excluded,
        totals.total_sessions ?? 0,
      );
      const completed = taskSuccessRate.evidence.filter(({ good }) => good).length;
      assert.ok(completed <= (totals.total_tasks_completed ?? 0));
      const unnamed = (totals.total_tasks_completed ?? 0) - completed;
      assert.ok(unnamed <= taskSuccessRate.excluded);
    }));

  it('say no data instead of a number about nothing, and name what they counted', () =>
    holds((_past, metrics) => {
      for (const each of Object.values(metrics)) {
        assert.ok(each.value === null || Number.isFinite(each.value), each.id);
        assert.equal(each.meets === null, each.value === null || each.target === null, each.id);
        if (each.evidence.length === 0) {
          assert.equal(each.value, null, each.id);
        }
        if (each.unit === 'ratio' && each.value !== null) {
          assert.ok(each.value >= 0 && each.value <= 1, each.id);
        }
        for (const { value, counted } of each.trend) {
          assert.ok(counted > 0 || value === null, each.id);
        }
      }
      assert.deepEqual(Object.keys(metrics), [...METRIC_IDS]);
    }));

  it('are the same when the history is gathered as it grows', () => {
    fc.assert(
      fc.property(histories, fc.array(fc.nat(60), { maxLength: 5 }), ({ diary, now }, cuts) => {
        const facts = new HistoryFacts();
        const places = [...cuts, 60_000].sort((one, other) => one - other);
        for (const place of places) {
          assert.ok(facts.goOn(diary.records.slice(0, place)));
        }
        assert.deepEqual(
          measure(diary.context, facts, now),
          measure(diary.context, HistoryFacts.of(diary.records), now),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('draw runs of one lane one after the other, in no more lanes than ran at once', () =>
    holds(({ diary, now }, { scale }) => {
      const { timeline } = measure(diary.context, HistoryFacts.of(diary.records), now);
      for (let lane = 0; lane < timeline.lanes; lane += 1) {
        const runs = timeline.runs.filter((run) => run.lane === lane);
        runs.slice(1).forEach((run, at) => {
          assert.ok(run.start >= (runs[at]?.end ?? ''));
        });
      }
      // A run without length needs a lane too.
      const bare = timeline.runs.filter(({ start, end }) => start === end).length;
      assert.ok(timeline.lanes <= (scale.value ?? 0) + bare);
    }));

  it('count each thing of the last weeks in one week of the trend', () =>
    holds(({ diary, now }, metrics) => {
      const { taskSuccessRate, decisionTime } = metrics;
      for (const { trend, evidence } of [taskSuccessRate, decisionTime]) {
        const inTrend = trend.reduce((sum, { counted }) => sum + counted, 0);
        assert.ok(inTrend <= evidence.length);
        assert.equal(trend.at(-1)?.week, weekName(weekStart(Date.parse(now))));
      }
      assert.equal(diary.records.length > 0, true);
    }));
});

describe('a week', () => {
  it('begins on Monday, 0:00 UTC', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), (minute) => {
        const start = weekStart(minute * MINUTE_MS);
        assert.equal(new Date(start).getUTCDay(), 1);
        assert.ok(start <= minute * MINUTE_MS && minute * MINUTE_MS < start + 7 * 864e5);
        assert.match(new Date(start).toISOString(), /T00:00:00\.000Z$/);
      }),
    );
  });
});
