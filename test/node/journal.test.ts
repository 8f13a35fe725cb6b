import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as fc from 'fast-check';
import type { JournalRecord } from '../../src/core/journal/record';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { JournalFile } from '../../src/node/journalFile';
import { decodeRecord, encodeRecord } from '../../src/node/journalLine';
import { isAtlasError } from '../core/support/atlasError';
import { contextFileOf, journalFileOf, open } from './support/open';
import { filesBelow, useSample } from './support/temporaryFolder';

const record: JournalRecord = {
  seq: 1,
  id: '01M82F4MFEYNEQYACT8Q5ZFVRZ',
  prev: [],
  time: '2026-03-01T12:00:00.000Z',
  actor: 'test',
  session: null,
  event: { type: 'insightRecorded', text: 'x' },
};

describe('a line of the journal', () => {
  it('says what was written into it, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string(), { maxLength: 3 }),
        fc.option(fc.string()),
        (text, prev, session) => {
          const said = {
            ...record,
            prev,
            session,
            event: { type: 'insightRecorded', text } as const,
          };
          const line = encodeRecord(said);
          assert.equal(line.includes('\n'), false);
          assert.deepEqual(decodeRecord(line), said);
        },
      ),
    );
  });

  it('is none any more when one letter of it is another, or it is cut off', () => {
    const line = encodeRecord(record);
    for (let at = 0; at < line.length; at += 1) {
      const other = line[at] === 'x' ? 'y' : 'x';
      assert.equal(
        decodeRecord(line.slice(0, at) + other + line.slice(at + 1)),
        undefined,
        `${at}`,
      );
      assert.equal(decodeRecord(line.slice(0, at)), undefined, `${at}`);
    }
  });
});

describe('the journal', () => {
  const folder = useSample();
  const insight = async (text: string): Promise<void> => {
    await open(folder()).atlas.run(recordInsight, { text });
  };

  it('is only ever appended to', async () => {
    await insight('one');
    const before = fs.readFileSync(journalFileOf(folder()), 'utf8');
    await insight('two');
    assert.ok(fs.readFileSync(journalFileOf(folder()), 'utf8').startsWith(before));
  });

  it('names who did what, when, and in which session', async () => {
    await insight('one');
    const [adopted, added] = new JournalFile(journalFileOf(folder())).read().records;
    assert.deepEqual([adopted?.actor, added?.actor], ['outside', 'atlas']);
    assert.equal(added?.session, 'session_20240115_143000');
    assert.ok(Math.abs(Date.parse(added.time) - Date.now()) < 10_000);
    assert.deepEqual(added.prev, [adopted?.id]);
  });

  it('of a newer Atlas is refused with what it says, and left as it is', async () => {
    await insight('one');
    const file = new JournalFile(journalFileOf(folder()));
    const last = file.read().records.at(-1);
    assert.ok(last);
    const event = { type: 'dreamt', of: 'sheep' } as unknown as JournalRecord['event'];
    fs.appendFileSync(
      file.file,
      `${encodeRecord({ ...last, seq: last.seq + 1, prev: [last.id], id: 'NEW', event })}\n`,
    );
    const before = filesBelow(folder().orchestratorFolder);
    await assert.rejects(insight('two'), isAtlasError('journalNewer', { type: 'dreamt' }));
    fs.rmSync(contextFileOf(folder()));
    assert.equal(open(folder()).store.state.problem?.code, 'journalNewer');
    delete before['project_alpha_context.json'];
    assert.deepEqual(filesBelow(folder().orchestratorFolder), before);
  });

  it('tells the last part of it without reading it all', async () => {
    for (const text of ['one', 'two', 'x'.repeat(400_000), 'four']) {
      await insight(text);
    }
    const all = new JournalFile(journalFileOf(folder())).read().records;
    const { store } = open(folder());
    assert.deepEqual(store.history('2999-01-01'), all.slice(-1));
    assert.deepEqual(store.history('2000-01-01'), all);
    assert.deepEqual(store.history(), all);
  });
});
