import * as assert from 'node:assert/strict';
import { readImport } from '../../../src/core/imports/readImport';
import { isAtlasError } from '../support/atlasError';
import { deepFreeze } from '../support/deepFreeze';
import { source } from '../support/imports';
import { sampleContext } from '../support/sample';

describe('readImport of the process format', () => {
  it('reads the sample, and says of every item where it came from', () => {
    const sample = sampleContext();
    const { origin, layout, context, insights, kept } = readImport(source(sample));
    assert.deepEqual([origin, layout], ['project_alpha', 'process']);
    assert.deepEqual(context.active_tasks, [
      {
        id: 'TASK_025',
        description: 'Implement Auth0 integration',
        imported_from: 'project_alpha:TASK_025',
      },
    ]);
    assert.deepEqual(context.metrics, sample.metrics);
    assert.deepEqual(insights[0], { text: 'Auth0 provides best enterprise features' });
    assert.deepEqual(Object.keys(kept), [
      'project_name',
      'created_date',
      'last_session',
      'metrics',
    ]);
  });

  it('gives decisions of every form an id and a question', () => {
    const pending = [
      'Which provider?',
      { id: 'DEC_004', question: 'When?', options: 'soon' },
      { title: 'Who?', options: ['we', 'they'] },
      { id: 5, note: 'no question' },
      7,
      'Which provider?',
    ];
    const made = [{ id: 'DEC_002', question: 'Why?', choice: 'because' }];
    const { context } = readImport(
      source({
        project_name: 'p',
        pending_decisions: pending,
        atlas: { schema_version: 1, revision: 3, decisions_made: made },
      }),
    );
    assert.deepEqual(context.pending_decisions, [
      { id: 'DEC_005', question: 'Which provider?', imported_from: 'p:Which provider?' },
      { id: 'DEC_004', question: 'When?', imported_options: 'soon', imported_from: 'p:DEC_004' },
      { id: 'DEC_006', options: ['we', 'they'], question: 'Who?', imported_from: 'p:Who?' },
      {
        id: 'DEC_007',
        note: 'no question',
        imported_id: 5,
        question: '{"id":5,"note":"no question"}',
        imported_from: 'p:{"id":5,"note":"no question"}',
      },
      { id: 'DEC_008', question: '7', imported_decision: 7, imported_from: 'p:7' },
      { id: 'DEC_009', question: 'Which provider?', imported_from: 'p:Which provider? #2' },
    ]);
    assert.deepEqual(context.atlas?.decisions_made, [{ ...made[0], imported_from: 'p:DEC_002' }]);
  });

  it('keeps where an item came from first, and everything that is not an item', () => {
    const { context, kept, insights } = readImport(
      source({
        project_name: 'p',
        'x-team': ['Ann'],
        objectives: [
          { id: 'OBJ_001', description: 'a', imported_from: 'P1:OBJ001' },
          { id: 'OBJ_002', description: 'b', imported_from: 5 },
        ],
        key_insights: ['a', { note: 'b' }],
        atlas: { schema_version: 1, revision: 3, closed_tasks: [], imports: [] },
      }),
    );
    assert.deepEqual(
      context.objectives?.map(({ id: _id, description: _text, ...rest }) => rest),
      [{ imported_from: 'P1:OBJ001' }, { imported_imported_from: 5, imported_from: 'p:OBJ_002' }],
    );
    assert.deepEqual(insights, [{ text: 'a' }]);
    assert.deepEqual(kept, {
      project_name: 'p',
      'x-team': ['Ann'],
      key_insights: [{ note: 'b' }],
      atlas: { schema_version: 1, revision: 3, imports: [] },
    });
  });

  it('refuses what is neither layout', () => {
    for (const value of [null, 7, 'text', [], {}, { project_name: 5 }]) {
      assert.throws(
        () => readImport(source(value)),
        isAtlasError('importUnreadable', { file: 'context.json' }),
      );
    }
    assert.throws(
      () => readImport(source({ project_name: 'p', objectives: [{ id: 'OBJ_001' }] })),
      isAtlasError('importUnreadable', {
        detail: 'objectives[0].description: expected string, received undefined',
      }),
    );
  });

  it('refuses a context of a newer Atlas, whatever else it says', () => {
    assert.throws(
      () => readImport(source({ atlas: { schema_version: 99 } })),
      isAtlasError('contextNewer', { file: 'context.json', found: 99 }),
    );
  });
});

describe('snapshots beside an import', () => {
  const plain = source({ project_name: 'p' });

  it('are kept whole, by the time they were taken, then by name, those without a time last', () => {
    const snapshots = [
      { name: 'state_d.json', value: { phase: 'late' } },
      { name: 'state_c.json', value: { timestamp: '2026-01-02T00:00:00', data: { deep: [1] } } },
      { name: 'state_b.json', value: { timestamp: '2026-01-03T00:00:00' } },
      { name: 'state_a.json', value: { timestamp: '2026-01-03T00:00:00' } },
    ];
    const read = readImport(deepFreeze({ ...plain, snapshots })).snapshots;
    assert.deepEqual(
      read.map(({ file }) => file),
      ['state_c.json', 'state_a.json', 'state_b.json', 'state_d.json'],
    );
    assert.deepEqual(read[0], {
      file: 'state_c.json',
      phase: '',
      status: '',
      taken: '2026-01-02T00:00:00',
      value: snapshots[1]?.value,
    });
    assert.equal(read[3]?.taken, undefined);
  });

  it('are refused by name when they are none', () => {
    for (const [value, detail] of [
      [[], 'the file: expected object, received array'],
      ['text', 'the file: expected object, received string'],
      [{ phase: 5 }, 'phase: expected string, received number'],
    ] as const) {
      assert.throws(
        () => readImport({ ...plain, snapshots: [{ name: 'state_x.json', value }] }),
        isAtlasError('importUnreadable', { file: 'state_x.json', detail }),
      );
    }
  });
});
