import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readImport } from '../../../src/core/imports/readImport';
import { allTasks } from '../../../src/core/model/lookup';
import { decisionsIn } from '../../../src/core/model/decisions';
import type { Context } from '../../../src/core/model/context';
import { importContext } from '../../../src/core/operations/importContext';
import { contexts } from '../support/contexts';
import { olderSample, source } from '../support/imports';
import { freshContext, NOON, play } from '../support/play';
import { sampleContext } from '../support/sample';

const LATER = '2026-03-01T12:30:00.000Z';
const older = readImport(olderSample());
const sample = readImport(source(sampleContext()));

describe('importContext of the older layout', () => {
  it('begins an orchestration of its name where there is none', () => {
    const { result, events, after } = play(undefined, importContext, { imported: older });
    assert.deepEqual(
      events.map(({ type }) => type),
      [
        'orchestrationCreated',
        'contextImported',
        ...older.insights.map(() => 'insightRecorded'),
        ...older.snapshots.map(() => 'snapshotImported'),
      ],
    );
    assert.deepEqual(
      [after.project_name, after.created_date],
      ['Payments migration', older.context.created_date],
    );
    assert.deepEqual(after.objectives, older.context.objectives);
    assert.deepEqual(result, {
      project: 'Payments migration',
      origin: older.origin,
      layout: 'older',
      created: true,
      added: { objectives: 2, tasks: 2, agents: 2, decisions: 0, insights: 3, snapshots: 3 },
      renumbered: [],
      alreadyThere: 0,
      changed: true,
    });
  });

  it('keeps categories, times and order of its insights', () => {
    const { events, after } = play(undefined, importContext, { imported: older });
    const [first] = events.filter((event) => event.type === 'insightRecorded');
    assert.deepEqual(first, { type: 'insightRecorded', ...older.insights[0] });
    assert.ok(first.category && first.recorded);
    assert.deepEqual(
      after.key_insights,
      older.insights.map(({ text }) => text),
    );
  });

  it('adds nothing the second time, and says so', () => {
    const { after } = play(undefined, importContext, { imported: older });
    const again = play(after, importContext, { imported: older }, LATER);
    assert.deepEqual(again.events, []);
    assert.deepEqual(again.after, after);
    assert.deepEqual([again.result.changed, again.result.alreadyThere], [false, 12]);
  });

  it('brings only what has come since', () => {
    const { after } = play(undefined, importContext, { imported: older });
    const [task] = older.context.active_tasks ?? [];
    const grown = {
      ...older,
      context: {
        ...older.context,
        active_tasks: [
          ...(older.context.active_tasks ?? []),
          { ...task, id: 'TASK_003', description: 'New', imported_from: 'P:TSK003' },
        ],
      },
    };
    const { result, events } = play(after, importContext, { imported: grown }, LATER);
    assert.deepEqual(result.added, {
      objectives: 0,
      tasks: 1,
      agents: 0,
      decisions: 0,
      insights: 0,
      snapshots: 0,
    });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['contextImported'],
    );
  });

  it('keeps what has no place in the format, and which snapshots came', () => {
    const { after } = play(undefined, importContext, { imported: older }, LATER);
    const [record] = after.atlas?.imports ?? [];
    assert.deepEqual(
      [record?.origin, record?.imported, record?.snapshots?.length],
      [older.origin, LATER, 3],
    );
    assert.deepEqual(record?.kept, older.kept);
  });

  it('gives new ids where its own are taken, and says which', () => {
    const { result, after } = play(sampleContext(), importContext, { imported: older });
    assert.equal(after.project_name, 'project_alpha');
    assert.deepEqual(
      result.renumbered.map(({ from, to }) => `${from} ${to}`),
      ['OBJ_001 OBJ_003', 'TASK_001 TASK_026', 'AGENT_0001 AGENT_0048'],
    );
    assert.equal(result.created, false);
  });
});

describe('importContext of the published format', () => {
  it('comes to the same orchestration where there was none', () => {
    const { after } = play(undefined, importContext, { imported: sample });
    const { atlas: _ours, pending_decisions: _none, ...rest } = after;
    const without = (context: object): unknown =>
      JSON.parse(JSON.stringify(context), (key, value: unknown) =>
        key === 'imported_from' ? undefined : value,
      );
    assert.deepEqual(without(rest), sampleContext());
  });

  it('takes plain insights over in the one event', () => {
    const { events } = play(undefined, importContext, { imported: sample });
    assert.deepEqual(
      events.map(({ type }) => type),
      ['orchestrationCreated', 'contextImported'],
    );
  });

  it('finds that a context is here already', () => {
    assert.deepEqual(
      play(sampleContext(), importContext, { imported: sample }).result.alreadyThere,
      6,
    );
  });

  it('loses nothing and adds nothing twice, whatever is here and whatever comes', function () {
    this.timeout(20_000);
    const count = (context: Context): number =>
      (context.objectives?.length ?? 0) +
      allTasks(context).length +
      (context.spawned_agents?.length ?? 0) +
      decisionsIn(context).length +
      (context.key_insights?.length ?? 0);
    fc.assert(
      fc.property(fc.option(contexts, { nil: undefined }), contexts, (ours, theirs) => {
        const imported = readImport(source(theirs));
        const first = play(ours ?? freshContext(), importContext, { imported }, NOON);
        const { added } = first.result;
        const sum = Object.values(added).reduce((total, number) => total + number, 0);
        assert.equal(count(first.after), count(ours ?? freshContext()) + sum);
        const again = play(first.after, importContext, { imported }, LATER);
        assert.deepEqual([again.events, again.result.changed], [[], false]);
        const lists = [
          first.after.objectives ?? [],
          allTasks(first.after),
          first.after.spawned_agents ?? [],
          decisionsIn(first.after),
        ];
        for (const items of lists) {
          assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});
