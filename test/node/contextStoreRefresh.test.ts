import * as assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import * as fs from 'node:fs';
import { addObjective } from '../../src/core/operations/addObjective';
import { recordInsight } from '../../src/core/operations/recordInsight';
import type { StoreState } from '../../src/core/ports';
import { sampleText } from '../core/support/sample';
import { afterReading } from './support/fileSystemFaults';
import { contextFileOf, open, type Opened } from './support/open';
import { useSample } from './support/temporaryFolder';

describe('a store that others write as well', () => {
  const folder = useSample();
  let opened: Opened;
  let heard: StoreState[] = [];
  beforeEach(() => {
    opened = open(folder());
    heard = [];
    opened.store.onDidChange(() => heard.push(opened.store.state));
  });
  const edit = (text: string): void => {
    fs.writeFileSync(contextFileOf(folder()), text);
    opened.store.refresh();
  };

  it('tells of an edit by hand, once', () => {
    edit(sampleText().replace('OAuth2', 'OpenID'));
    opened.store.refresh();
    assert.equal(heard.length, 1);
    assert.equal(
      heard[0]?.context?.objectives?.[0]?.description,
      'Migrate authentication to OpenID',
    );
  });

  it('tells of its own writing once, and not again when it reads that', async () => {
    await opened.atlas.run(recordInsight, { text: 'x' });
    opened.store.refresh();
    opened.store.refresh();
    assert.equal(heard.length, 1);
  });

  it('tells of the writing of another one', async () => {
    await open(folder()).atlas.run(recordInsight, { text: 'x' });
    opened.store.refresh();
    assert.deepEqual(
      heard.map(({ context }) => context?.key_insights?.length),
      [3],
    );
  });

  it('takes over what others wrote before its own writing, and tells once', async () => {
    await open(folder()).atlas.run(recordInsight, { text: 'theirs' });
    await opened.atlas.run(recordInsight, { text: 'ours' });
    opened.store.refresh();
    assert.deepEqual(
      heard.map(({ context }) => context?.key_insights?.slice(2)),
      [['theirs', 'ours']],
    );
  });

  it('says nothing while nothing changes', () => {
    opened.store.refresh();
    fs.utimesSync(contextFileOf(folder()), new Date(), new Date());
    opened.store.refresh();
    assert.deepEqual(heard, []);
  });

  it('shows what is wrong beside the last good state, and tells once', () => {
    const good = opened.store.state.context;
    edit('[1]');
    opened.store.refresh();
    edit('[2]');
    assert.deepEqual(
      heard.map(({ problem }) => problem?.code),
      ['contextInvalid'],
    );
    assert.equal(opened.store.state.context, good);
  });

  it('tells again when something else is wrong', () => {
    edit('{');
    edit('[]');
    assert.deepEqual(
      heard.map(({ problem }) => problem?.code),
      ['contextUnreadable', 'contextInvalid'],
    );
  });

  it('is well again when the file is, also when it is as it was before', () => {
    edit('{');
    edit(sampleText());
    assert.equal(heard.length, 2);
    assert.equal(opened.store.state.problem, undefined);
    assert.equal(opened.store.state.context?.project_name, 'project_alpha');
  });

  it('shows nothing when the file was deleted, and everything when it is back', () => {
    fs.rmSync(contextFileOf(folder()));
    opened.store.refresh();
    edit(sampleText());
    assert.deepEqual(
      heard.map(({ context }) => context?.project_name),
      [undefined, 'project_alpha'],
    );
  });

  it('says nothing any more to who has stopped listening', () => {
    let told = 0;
    const listening = opened.store.onDidChange(() => (told += 1));
    listening.dispose();
    edit('{');
    assert.equal(told, 0);
  });

  it('does not let the fault of one listener stop the others, or the act that is done', async () => {
    const faults = new EventEmitter();
    const [mochas] = [process.listeners('uncaughtException')];
    process
      .removeAllListeners('uncaughtException')
      .once('uncaughtException', (error) => faults.emit('told', error));
    const told = once(faults, 'told');
    try {
      const { store, atlas } = open(folder());
      store.onDidChange(() => {
        throw Object.assign(new Error('mine'), { code: 'ENOSPC' });
      });
      let others = 0;
      store.onDidChange(() => (others += 1));
      const objective = await atlas.run(addObjective, { description: 'x' });
      assert.deepEqual([objective.id, others], ['OBJ_002', 1]);
      assert.match(String(await told), /mine/);
    } finally {
      process.removeAllListeners('uncaughtException');
      mochas.forEach((listener) => process.on('uncaughtException', listener));
    }
  });

  it('notices what others do to the files', async () => {
    const { store } = opened;
    store.refresh();
    fs.writeFileSync(contextFileOf(folder()), sampleText().replace('OAuth2', 'OpenID'));
    store.refresh();
    await open(folder()).atlas.run(recordInsight, { text: 'theirs' });
    store.refresh();
    const seen = heard.map(({ context }) => context?.key_insights?.length);
    assert.deepEqual(seen, [2, 3]);
  });

  it('does not read a file that nobody touched', () => {
    opened.store.refresh();
    let reads = 0;
    const stop = afterReading(contextFileOf(folder()), () => (reads += 1));
    opened.store.refresh();
    stop();
    assert.equal(reads, 0);
  });

  it('lets a listener stop listening while it is told', () => {
    const told: string[] = [];
    const first = opened.store.onDidChange(() => {
      told.push('first');
      first.dispose();
    });
    opened.store.onDidChange(() => told.push('second'));
    edit('{');
    edit(sampleText());
    assert.deepEqual(told, ['first', 'second', 'second']);
  });
});
