import * as assert from 'node:assert/strict';
import fs = require('node:fs');
import * as path from 'node:path';
import { Atlas } from '../../src/core/atlas';
import type { JournalRecord } from '../../src/core/journal/record';
import type { Context } from '../../src/core/model/context';
import { addTask } from '../../src/core/operations/addTask';
import { recordInsight } from '../../src/core/operations/recordInsight';

import { ContextStore } from '../../src/node/contextStore';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { SLICE_BYTES } from '../../src/node/slices';
import { systemClock } from '../../src/node/systemClock';
import { WindowThread, type Thread } from '../../src/node/windowThread';
import { isAtlasError } from '../core/support/atlasError';
import { longestStep } from './support/longestStep';
import { useTemporaryFolder } from './support/temporaryFolder';

const THREAD = new WindowThread(path.join(__dirname, '../../src/node/threadProgram.js'));

/** The thread, but for what is done otherwise. */
function thread(otherwise: Partial<Thread>): Thread {
  return {
    read: (task) => THREAD.read(task),
    history: (task) => THREAD.history(task),
    settle: (task) => THREAD.settle(task),
    ...otherwise,
  };
}

/** Some megabytes of them. */
const TASKS = 12_000;

function large(): Context {
  return {
    project_name: 'Large',
    objectives: [{ id: 'OBJ_001', description: 'an objective' }],
    active_tasks: Array.from({ length: TASKS }, (_, index) => ({
      id: `TASK_${String(index + 1).padStart(3, '0')}`,
      description: `Task ${index + 1}: ${'so that there is something to read '.repeat(6)}`,
      status: 'pending',
    })),
    key_insights: ['one'],
  };
}

/** What a window does in one go: a slice, and the entry of a list on which it ends. */
const ONE_GO = 2 * SLICE_BYTES;

describe('a window on large files', function () {
  this.timeout(20_000);
  const root = useTemporaryFolder();
  const folder = (): OrchestrationFolder => new OrchestrationFolder(root());
  const file = (): string => folder().contextFile('large');
  const window = (thread: Thread = THREAD): { store: ContextStore; atlas: Atlas } => {
    const quiet = { thread };
    const store = new ContextStore(folder(), undefined, { publish: 'later', quiet });
    return { store, atlas: new Atlas(store, systemClock) };
  };
  const other = (): Atlas =>
    new Atlas(new ContextStore(folder(), undefined, { publish: 'later' }), systemClock);
  const edit = (from: string, to: string): void => {
    fs.writeFileSync(file(), fs.readFileSync(file(), 'utf8').replace(from, to));
  };
  const journal = (): string => folder().journalFile('large');
  const kept = (why: string): string[] =>
    fs
      .readdirSync(path.join(folder().localFolder, 'kept'))
      .filter((name) => name.includes(`.${why}.`));
  const asRead = (): unknown => new ContextStore(folder()).state.context;
  const insights = async (count: number): Promise<void> => {
    const store = new ContextStore(folder(), undefined, { publish: 'later' });
    const events = Array.from({ length: 50 }, (_, index) => ({
      type: 'insightRecorded' as const,
      text: `${index} ${'is what we have learnt '.repeat(8)}`,
    }));
    for (let done = 0; done < count; done += events.length) {
      await store.commit(() => ({ at: systemClock.now(), events }));
    }
  };

  beforeEach(async () => {
    fs.mkdirSync(folder().orchestratorFolder, { recursive: true });
    fs.writeFileSync(file(), `${JSON.stringify(large(), null, 2)}\n`);
    const store = new ContextStore(folder(), undefined, { publish: 'later' });
    await new Atlas(store, systemClock).run(recordInsight, { text: 'two' });
    await store.flush();
  });

  it('opens them in slices', async () => {
    const { store } = window(thread({ read: () => assert.fail('no thread is needed') }));
    assert.ok((await longestStep(() => store.look())) <= ONE_GO);
    assert.deepEqual(store.state.context, asRead());
  });

  it('opens, in slices, what was written by hand, as a thread has read it', async () => {
    edit('Task 7:', 'Task seven:');
    const { store } = window();
    assert.ok((await longestStep(() => store.look())) <= ONE_GO);
    assert.deepEqual(store.state.context, asRead());
    assert.equal(store.state.unwritten, true);
  });

  it('sees an edit, and takes it over, without reading it', async () => {
    const { store } = window();
    await store.look();
    edit('Task 7:', 'Task seven:');
    const longest = await longestStep(async () => {
      await store.look();
      assert.equal(store.state.unwritten, true);
      assert.match(String(store.state.context?.active_tasks?.[6]?.description), /^Task seven:/);
      await store.absorb();
    });
    assert.ok(longest <= ONE_GO, String(longest));
    assert.equal(store.state.unwritten, undefined);
    assert.match(String(store.history().at(-1)?.event.type), /contextEdited/);
    assert.deepEqual(store.state.context, asRead());
  });

  it('does not write over an edit before the next act, also while it waits to take it over', async () => {
    const { store, atlas } = window();
    await store.look();
    edit('Task 7:', 'Task seven:');
    await store.look();
    assert.equal(store.lags, false);
    await store.absorb();
    assert.equal(store.lags, false);
    await atlas.run(addTask, { description: 'next' });
    assert.equal(store.lags, true);
  });

  it('acts on what somebody has just written, without reading it', async () => {
    const { store, atlas } = window();
    await store.look();
    edit('Task 7:', 'Task seven:');
    const longest = await longestStep(() => atlas.run(addTask, { description: 'next' }));
    assert.ok(longest <= ONE_GO, String(longest));
    const { active_tasks: tasks } = store.state.context ?? {};
    assert.match(String(tasks?.[6]?.description), /^Task seven:/);
    assert.equal(tasks?.at(-1)?.description, 'next');
    assert.deepEqual(store.state.context, asRead());
  });

  it('folds what another program has added in slices', async () => {
    const { store } = window();
    await store.look();
    await insights(4_000);
    assert.ok((await longestStep(() => store.look())) <= ONE_GO);
    assert.equal(store.state.context?.key_insights?.length, 4_002);
    assert.deepEqual(store.state.context, asRead());
  });

  it('sees an edit of a small file beside a long journal without reading that', async () => {
    fs.rmSync(journal());
    fs.writeFileSync(
      file(),
      `${JSON.stringify({ project_name: 'Large', key_insights: ['one'] })}\n`,
    );
    await other().run(recordInsight, { text: 'two' });
    await new ContextStore(folder(), undefined, { publish: 'later' }).flush();
    const { store, atlas } = window();
    await store.look();
    await insights(4_000);
    await store.look();
    fs.writeFileSync(file(), fs.readFileSync(file(), 'utf8').replace('"one"', '"one, by hand"'));
    const longest = await longestStep(async () => {
      await store.look();
      assert.equal(store.state.unwritten, true);
      await atlas.run(addTask, { description: 'next' });
    });
    assert.ok(longest <= ONE_GO, String(longest));
    const { key_insights: learnt = [] } = store.state.context ?? {};
    assert.ok(learnt.includes('one, by hand'));
    assert.equal(learnt.length, 4_002);
    assert.deepEqual(store.state.context, asRead());
  });

  it('throws away what a thread has read when the window has acted meanwhile', async () => {
    let readings = 0;
    const acting = window(
      thread({
        read: async (task) => {
          const reading = await THREAD.read(task);
          readings += 1;
          if (readings === 1) {
            await other().run(recordInsight, { text: 'by another window meanwhile' });
            fs.appendFileSync(file(), ' ');
          }
          return reading;
        },
      }),
    );
    await acting.store.look();
    edit('Task 7:', 'Task seven:');
    await acting.atlas.run(addTask, { description: 'next' });
    assert.ok(readings > 1);
    const { context } = acting.store.state;
    assert.match(String(context?.active_tasks?.[6]?.description), /^Task seven:/);
    assert.deepEqual(context?.key_insights, ['one', 'two', 'by another window meanwhile']);
    assert.deepEqual(context, asRead());
  });

  it('shows what is wrong as everybody sees it, beside the last good state', async () => {
    const { store, atlas } = window();
    await store.look();
    const good = store.state.context;
    edit('"status": "pending"', '"status": 7');
    await store.look();
    const seen = new ContextStore(folder()).state;
    assert.equal(store.state.problem?.message, seen.problem?.message);
    assert.deepEqual(store.state.context, good);
    await assert.rejects(atlas.run(addTask, { description: 'x' }), isAtlasError('contextInvalid'));
  });

  it('reads them itself where there is no thread to be had', async () => {
    const { store } = window(new WindowThread(path.join(root(), 'none.cjs')));
    edit('Task 7:', 'Task seven:');
    await store.look();
    assert.deepEqual(store.state.context, asRead());
  });

  it('lets everything else go on between two slices', async () => {
    const { store } = window();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await store.look();
    clearInterval(timer);
    assert.ok(turns > 3, String(turns));
  });

  it('looks again where somebody asks while it is looking', async () => {
    const { store } = window();
    const first = store.look();
    await other().run(recordInsight, { text: 'three' });
    await Promise.all([first, store.look()]);
    assert.equal(store.state.context?.key_insights?.length, 3);
  });

  it('reads its history in slices, as far back as is asked for', async () => {
    await insights(4_000);
    const { store } = window();
    const whole = new ContextStore(folder()).history();
    const since = whole.at(-3_000)?.time ?? '';
    let recent: readonly JournalRecord[] = [];
    const longest = await longestStep(async () => {
      recent = await store.historyInSlices(since);
    });
    assert.ok(longest <= ONE_GO, String(longest));
    const wanted = whole.filter(({ time }) => time >= since);
    assert.deepEqual(recent.slice(-wanted.length), wanted);
    assert.ok(recent.length < wanted.length + 2_000, String(recent.length));
    let all: readonly JournalRecord[] = [];
    // Its first line is the adoption of the whole context, some megabytes long.
    const longestOfAll = await longestStep(async () => {
      all = await store.historyInSlices();
    });
    assert.ok(longestOfAll <= ONE_GO, String(longestOfAll));
    assert.deepEqual(all, whole);
  });

  it('shows its history part by part, as long as parts can be used', async () => {
    await insights(4_000);
    // The adoption of a whole context is longer than a part: that one is for whoever reads all at once.
    const { store } = window();
    const whole = new ContextStore(folder()).history();
    const parts: (readonly JournalRecord[])[] = [];
    const take = (records: readonly JournalRecord[]): boolean => parts.push(records) > 0;
    assert.equal(await store.historyInParts(take), false);
    assert.deepEqual(parts, []);
    fs.writeFileSync(journal(), fs.readFileSync(journal(), 'utf8').split('\n').slice(1).join('\n'));
    const longest = await longestStep(async () => {
      assert.equal(await store.historyInParts(take), true);
    });
    assert.ok(longest <= ONE_GO, String(longest));
    assert.deepEqual(parts.flat(), whole.slice(1));
    assert.ok(parts.length > 3, String(parts.length));
    assert.equal(await store.historyInParts((records) => records.length === 0), false);
  });

  it('reads its history in slices where branches came together', async () => {
    const before = fs.readFileSync(journal(), 'utf8');
    await insights(50);
    const ours = fs.readFileSync(journal(), 'utf8').slice(before.length);
    fs.writeFileSync(journal(), before);
    await insights(100);
    fs.appendFileSync(journal(), ours);
    const { store } = window();
    let all: readonly JournalRecord[] = [];
    const longest = await longestStep(async () => {
      all = await store.historyInSlices();
    });
    assert.ok(longest <= ONE_GO, String(longest));
    assert.deepEqual(all, new ContextStore(folder()).history());
    assert.equal(all.length, 152);
  });

  it('reads its history itself where there is no thread to be had', async () => {
    const { store } = window(new WindowThread(path.join(root(), 'none.cjs')));
    assert.deepEqual(await store.historyInSlices(), new ContextStore(folder()).history());
  });

  it('takes over a context without a journal with its first act, without standing still', async () => {
    fs.rmSync(journal());
    fs.writeFileSync(file(), `${JSON.stringify(large(), null, 2)}\n`);
    const { store, atlas } = window();
    await store.look();
    const longest = await longestStep(() => atlas.run(addTask, { description: 'next' }));
    assert.ok(longest <= ONE_GO, String(longest));
    assert.equal(store.state.context?.active_tasks?.at(-1)?.description, 'next');
    assert.deepEqual(
      store.history().map(({ event, actor }) => [event.type, actor]),
      [
        ['contextAdopted', 'outside'],
        ['taskAdded', 'atlas'],
      ],
    );
    assert.deepEqual(store.state.context, asRead());
    // The other one is of the beginning of each test.
    assert.equal(kept('before-journal').length, 2);
  });

  it('takes over nothing for an act that is refused, or that does nothing', async () => {
    fs.rmSync(journal());
    const { store, atlas } = window();
    fs.writeFileSync(file(), `${JSON.stringify(large(), null, 2)}\n`);
    await store.look();
    const refused = atlas.run(addTask, { description: 'x', objective: 'OBJ_099' });
    await assert.rejects(refused, isAtlasError('objectiveNotFound'));
    await store.commit(() => ({ at: systemClock.now(), events: [] }));
    assert.equal(fs.existsSync(journal()), false);
  });

  it('takes it over itself where there is no thread to be had', async () => {
    fs.rmSync(journal());
    fs.writeFileSync(file(), `${JSON.stringify(large(), null, 2)}\n`);
    const { store, atlas } = window(new WindowThread(path.join(root(), 'none.cjs')));
    await atlas.run(addTask, { description: 'next' });
    assert.equal(store.state.context?.active_tasks?.at(-1)?.description, 'next');
    assert.deepEqual(store.state.context, asRead());
  });

  it('sees that branches came together, and settles it with its next act, without standing still', async () => {
    const { store, atlas } = window();
    await store.look();
    const before = fs.readFileSync(journal(), 'utf8');
    await insights(50);
    const ours = fs.readFileSync(journal(), 'utf8').slice(before.length);
    fs.writeFileSync(journal(), before);
    await insights(100);
    fs.appendFileSync(journal(), ours);
    const longest = await longestStep(async () => {
      await store.look();
      await atlas.run(addTask, { description: 'next' });
    });
    assert.ok(longest <= ONE_GO, String(longest));
    assert.equal(store.state.context?.key_insights?.length, 152);
    const types = store.history().map(({ event }) => event.type);
    assert.deepEqual(types.slice(-2), ['branchesMerged', 'taskAdded']);
    assert.deepEqual(store.state.context, asRead());
  });

  it('clears the marks of a merge with its next act, without standing still', async () => {
    const before = fs.readFileSync(journal(), 'utf8');
    await insights(50);
    const ours = fs.readFileSync(journal(), 'utf8').slice(before.length);
    fs.writeFileSync(journal(), before);
    await insights(100);
    const theirs = fs.readFileSync(journal(), 'utf8').slice(before.length);
    const marks = ['<<<<<<< ours', ours.trimEnd(), '=======', theirs.trimEnd(), '>>>>>>> theirs'];
    fs.writeFileSync(journal(), `${before}${marks.join('\n')}\n`);
    const { store, atlas } = window();
    await store.look();
    const longest = await longestStep(() => atlas.run(addTask, { description: 'next' }));
    assert.ok(longest <= ONE_GO, String(longest));
    assert.equal(store.state.context?.key_insights?.length, 152);
    assert.doesNotMatch(fs.readFileSync(journal(), 'utf8'), /^[<=>]{7}/m);
    assert.deepEqual(store.state.context, asRead());
    assert.equal(kept('conflict').length, 1);
  });

  it('has a thread examine and mend what is damaged', async () => {
    edit('"status": "pending"', '"status": 7');
    const task = { root: folder().root, slug: 'large' };
    const damage = (await THREAD.examine(task)).filter(({ level }) => level === 'damage');
    assert.equal(damage.length, 1);
    const { kept: files } = await THREAD.repair(task);
    assert.equal(files.length, 1);
    assert.equal(new ContextStore(folder()).state.problem, undefined);
    fs.rmSync(journal());
    fs.writeFileSync(journal(), 'nothing\n');
    fs.writeFileSync(file(), 'nothing');
    await assert.rejects(THREAD.repair(task), isAtlasError('contextUnreadable'));
  });
});
