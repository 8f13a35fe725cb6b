import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyEvent, foldEvent, ownCopy } from '../../../src/core/model/applyEvent';
import type { Context } from '../../../src/core/model/context';
import { indexOf } from '../../../src/core/model/contextIndex';
import { decisionsIn } from '../../../src/core/model/decisions';
import type { AtlasEvent } from '../../../src/core/model/events';
import { ITEM_KINDS } from '../../../src/core/model/ids';
import { allTasks } from '../../../src/core/model/lookup';
import { sampleContext } from '../support/sample';
import { contexts } from '../support/contexts';
import { freshContext, NOON } from '../support/play';
import { steps, walk, type Walk } from '../support/steps';

type Item = Readonly<Record<string, unknown>> & { readonly id: string };

const COUNTED = {
  total_sessions: 'sessionStarted',
  total_agents_spawned: 'agentSpawned',
  total_tasks_completed: 'taskCompleted',
  total_decisions_made: 'decisionMade',
} as const;

describe('applyEvent, for every context of the format and every sequence of operations', function () {
  this.timeout(20_000);
  const always = (rule: (before: Context, walked: Walk) => void): void => {
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        rule(before, walk(before, taken));
      }),
      { numRuns: 150 },
    );
  };

  it('keeps every key that is not ours at the top, in metrics and in the bookkeeping', () => {
    always((before, { after }) => {
      const own = new Set(Object.keys(freshContext()));
      assert.deepEqual(without(after, own), without(before, own));
      const counters = new Set(Object.keys(COUNTED));
      assert.deepEqual(
        without(after.metrics ?? {}, counters),
        without(before.metrics ?? {}, counters),
      );
      const kept = new Set([
        'schema_version',
        'revision',
        'saved',
        'session',
        'previous_session',
        'closed_tasks',
        'decisions_made',
      ]);
      assert.deepEqual(without(after.atlas ?? {}, kept), without(before.atlas ?? {}, kept));
    });
  });

  it('keeps every item, with everything in it but its state and what it was told to change', () => {
    always((before, { after, events }) => {
      const own = new Set([
        'status',
        'started',
        'runs',
        'waits_for',
        'checks',
        'ended',
        'exit_code',
        'failure',
        'report',
        'outcome',
        'completed',
        'closed',
        'reason',
        'reopened',
        'earlier_outcome',
        'reopen_reason',
        'verification',
        'choice',
        'rationale',
        'made',
      ]);
      const told = new Set(events.flatMap(arranged));
      const kept = (context: Context): Map<string, unknown> =>
        new Map(
          itemsOf(context).map(({ id, ...item }) => {
            const changed = Object.keys(item).filter((key) => told.has(`${id} ${key}`));
            return [id, without(item, new Set([...own, ...changed]))];
          }),
        );
      const afterwards = kept(after);
      for (const [id, item] of kept(before)) {
        assert.deepEqual(afterwards.get(id), item);
      }
    });
  });

  it('keeps insights, and what others wrote among the decisions, as they were', () => {
    always((before, { after, events }) => {
      const insights = [...(before.key_insights ?? [])];
      const added: unknown[] = [];
      for (const event of events) {
        if (event.type === 'insightRecorded') {
          added.push(event.text);
        } else if (event.type === 'insightEdited') {
          // Reworded, in its place; the first of those that say the same.
          const list = insights.includes(event.before) ? insights : added;
          list[list.indexOf(event.before)] = event.text;
        }
      }
      assert.deepEqual((after.key_insights ?? []).slice(0, insights.length), insights);
      assert.deepEqual(othersAmongDecisions(after), othersAmongDecisions(before));
    });
  });

  it('gives every item an id of its own', () => {
    always((_before, { after }) => {
      const ids = itemsOf(after).map((item) => item.id);
      assert.equal(new Set(ids).size, ids.length);
    });
  });

  it('counts exactly the events that happened, and down only what was taken up again', () => {
    always((before, { after, events }) => {
      const reopened = events.filter(({ type }) => type === 'taskReopened').length;
      for (const [counter, type] of Object.entries(COUNTED)) {
        const happened = events.filter((event) => event.type === type).length;
        const most = Number(before.metrics?.[counter] ?? 0) + happened;
        const least = counter === 'total_tasks_completed' ? Math.max(0, most - reopened) : most;
        const counted = Number(after.metrics?.[counter] ?? 0);
        assert.ok(least <= counted && counted <= most, `${counter}: ${counted}`);
      }
    });
  });

  it('counts a task as completed once, also when it is taken up again and done again', () => {
    const done = (context: Context): Context =>
      applyEvent(context, { type: 'taskCompleted', id: 'TASK_025', outcome: 'Live' }, NOON);
    const reopened = applyEvent(
      done(sampleContext()),
      { type: 'taskReopened', id: 'TASK_025' },
      NOON,
    );
    assert.equal(reopened.metrics?.total_tasks_completed, 23);
    assert.equal(done(reopened).metrics?.total_tasks_completed, 24);
  });

  it('leaves the keys in the order they had', () => {
    always((before, { after }) => {
      assert.deepEqual(orderOf(after, before), Object.keys(before));
      assert.deepEqual(orderOf(after.metrics, before.metrics), Object.keys(before.metrics ?? {}));
      const stays = (key: string): boolean =>
        key !== 'session' || before.atlas?.session !== undefined;
      const keys = Object.keys(before.atlas ?? {}).filter(stays);
      assert.deepEqual(orderOf(after.atlas, before.atlas).filter(stays), keys);
    });
  });

  it('leaves what it made readable for the format', () => {
    always((_before, { after }) => {
      assert.deepEqual(JSON.parse(JSON.stringify(after)), after);
    });
  });
});

describe('applyEvent', () => {
  it('keeps who worked on a task, and why, when the task is completed', () => {
    const done = applyEvent(
      sampleContext(),
      { type: 'taskCompleted', id: 'TASK_025', outcome: 'Live' },
      NOON,
    );
    assert.deepEqual(done.active_tasks, []);
    assert.deepEqual(done.completed_tasks?.at(-1), {
      id: 'TASK_025',
      description: 'Implement Auth0 integration',
      status: 'completed',
      outcome: 'Live',
      completed: NOON,
    });
  });

  it('remembers the session before the one that starts, as far as an older script named it', () => {
    const started: AtlasEvent = {
      type: 'sessionStarted',
      id: 'session_20260301_120000',
      started: NOON,
    };
    const { atlas, last_session, metrics } = applyEvent(sampleContext(), started, NOON);
    assert.equal(last_session, 'session_20260301_120000');
    assert.equal(metrics?.total_sessions, 13);
    assert.deepEqual(atlas?.previous_session, { id: 'session_20240115_143000' });
    assert.deepEqual(atlas.session, { id: 'session_20260301_120000', started: NOON });
  });

  it('opens a session again without a trace of its end', () => {
    const ended = applyEvent(
      freshContext(),
      { type: 'sessionEnded', ended: NOON, clean: true },
      NOON,
    );
    const continued = applyEvent(ended, { type: 'sessionContinued' }, NOON);
    assert.deepEqual(continued.atlas?.session, freshContext().atlas?.session);
    assert.equal(continued.metrics?.total_sessions, 1);
  });

  it('leaves everything as it is when there is no such task, or no session', () => {
    const nothing: readonly AtlasEvent[] = [
      { type: 'taskCompleted', id: 'TASK_404', outcome: 'x' },
      { type: 'sessionEnded', ended: NOON, clean: true },
      { type: 'sessionContinued' },
    ];
    for (const event of nothing) {
      assert.deepEqual(applyEvent(sampleContext(), event, NOON), sampleContext(), event.type);
    }
  });

  it('refuses events before there is an orchestration', () => {
    assert.throws(
      () => applyEvent(undefined, { type: 'contextSaved' }, NOON),
      /before the orchestration/,
    );
  });

  it('changes nothing that an event of a branch says a second time', () => {
    const walked = walk(sampleContext(), []).after;
    const added: readonly AtlasEvent[] = [
      { type: 'objectiveAdded', objective: { id: 'OBJ_001', description: 'again' } },
      { type: 'taskAdded', task: { id: 'TASK_001', description: 'again' } },
      { type: 'orchestrationCreated', project: 'again' },
    ];
    for (const event of added) {
      assert.deepEqual(applyEvent(walked, event, NOON), walked, event.type);
    }
  });

  it('keeps both outcomes of a task that was completed on two branches, and counts it once', () => {
    const other: AtlasEvent = { type: 'taskCompleted', id: 'TASK_001', outcome: 'Selected Okta' };
    const { completed_tasks: tasks, metrics } = applyEvent(sampleContext(), other, NOON);
    assert.equal(tasks?.[0]?.outcome, 'Selected Auth0\n\nSelected Okta');
    assert.deepEqual(metrics, sampleContext().metrics);
  });

  it('takes a task up again without a trace of its end but the outcome it had', () => {
    const reopened = applyEvent(sampleContext(), { type: 'taskReopened', id: 'TASK_001' }, NOON);
    assert.deepEqual(reopened.completed_tasks, []);
    assert.deepEqual(reopened.active_tasks?.at(-1), {
      id: 'TASK_001',
      description: 'Research OAuth providers',
      status: 'pending',
      reopened: NOON,
      earlier_outcome: 'Selected Auth0',
    });
  });
});

describe('foldEvent, for every context of the format and every sequence of operations', function () {
  this.timeout(20_000);

  it('comes to the same in place as applyEvent does, with an index that equals a fresh one', () => {
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const { after, timed } = walk(before, taken);
        let folded = ownCopy(before);
        for (const { event, at } of timed) {
          // Asked for after every event, so that there is an index to keep up to date.
          indexOf(folded);
          folded = foldEvent(folded, event, at);
          assertSameIndex(folded);
        }
        assert.deepEqual(folded, after);
        assert.deepEqual(Object.keys(folded), Object.keys(after));
      }),
      { numRuns: 150 },
    );
  });

  it('changes nothing that the context it began with still holds', () => {
    fc.assert(
      fc.property(contexts, steps, (before, taken) => {
        const text = JSON.stringify(before);
        // The walk freezes what it is given: this one is folded for a second time.
        const { timed } = walk(JSON.parse(text) as Context, taken);
        timed.reduce((state, { event, at }) => foldEvent(state, event, at), ownCopy(before));
        assert.equal(JSON.stringify(before), text);
      }),
      { numRuns: 150 },
    );
  });
});

function assertSameIndex(context: Context): void {
  const kept = indexOf(context);
  const fresh = indexOf({ ...context });
  for (const kind of ITEM_KINDS) {
    // A total that went back when a task was taken up again tells a fresh index less.
    assert.ok(kept.highest(kind) >= fresh.highest(kind), kind);
  }
  const items = {
    objective: context.objectives ?? [],
    task: allTasks(context),
    agent: context.spawned_agents ?? [],
    decision: decisionsIn(context),
  };
  for (const kind of ITEM_KINDS) {
    for (const { id } of items[kind]) {
      assert.equal(kept.find(kind, id), fresh.find(kind, id), id);
      assert.ok(kept.find(kind, id), id);
    }
  }
  for (const { id } of items.task) {
    assert.equal(kept.listOf(id), fresh.listOf(id), id);
  }
}

function othersAmongDecisions(context: Context): unknown[] {
  const known = new Set<unknown>(decisionsIn(context));
  return (context.pending_decisions ?? []).filter((entry) => !known.has(entry));
}

function itemsOf(context: Context): Item[] {
  // Ids of two kinds may be alike: "../up" the objective is not "../up" the task.
  const of = (kind: string, items: readonly Item[]): Item[] =>
    items.map((item) => ({ ...item, id: `${kind} ${item.id}` }));
  return [
    ...of('objective', context.objectives ?? []),
    ...of('task', allTasks(context)),
    ...of('agent', context.spawned_agents ?? []),
    ...of('decision', decisionsIn(context)),
  ];
}

/** The fields that an event is meant to change, beside the state of an item. */
function arranged(event: AtlasEvent): string[] {
  switch (event.type) {
    case 'itemEdited':
      return [`${event.kind} ${event.id} description`];
    case 'decisionEdited':
      return ['question', 'options', 'evidence'].map((key) => `decision ${event.id} ${key}`);
    case 'taskPrioritised':
      return [`task ${event.id} priority`];
    case 'taskMoved':
      return [`task ${event.id} objective`, `task ${event.id} hand_order`];
    case 'taskOrdered':
      return [`task ${event.id} hand_order`];
    case 'dependenciesChanged':
      return [`task ${event.id} depends_on`];
    default:
      return [];
  }
}

function without(object: object, keys: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}

/** The keys of `after` that `before` has too, in the order of `after`. */
function orderOf(after: object = {}, before: object = {}): string[] {
  return Object.keys(after).filter((key) => Object.hasOwn(before, key));
}
