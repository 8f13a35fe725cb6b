import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError, type ErrorCode } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import type { Context } from '../../src/core/model/context';
import { addObjective } from '../../src/core/operations/addObjective';
import { addTask } from '../../src/core/operations/addTask';
import { completeTask } from '../../src/core/operations/completeTask';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { createOrchestration } from '../../src/node/createOrchestration';
import { repair } from '../../src/node/doctor';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { open } from './support/open';
import { soak } from './support/soak';
import { assertSettled, assertSigned } from './support/soundness';
import { useTemporaryFolder } from './support/temporaryFolder';

const PROJECT = 'payments';

/** What was said to be done before the harm. */
const DONE = [
  'Goal',
  'First task',
  'Second task',
  'All went well',
  'A mission',
  'Something learnt',
];

/** What was said to be done before the context file, as it is in some tests, was written. */
const LAST = 'The last words';

/** How a damaged file may be refused. */
const REFUSALS: Readonly<Record<'context' | 'journal', readonly ErrorCode[]>> = {
  context: ['contextUnreadable', 'contextInvalid', 'contextNewer', 'journalBehind'],
  journal: ['journalDamaged', 'journalBehind'],
};

/** Between two bytes that are changed; every one by `npm run test:soak`. Cut is at every byte, always. */
const STEP = soak(7, 1);

/** Of so many refusals one is followed by a repair. */
const REPAIRS = soak(25, 1);

describe('an orchestration that was harmed', () => {
  const root = useTemporaryFolder();
  const folder = (): OrchestrationFolder => new OrchestrationFolder(root());
  const fileOf = (which: 'context' | 'journal'): string =>
    which === 'context' ? folder().contextFile(PROJECT) : folder().journalFile(PROJECT);
  let whole: Record<'context' | 'journal', Buffer>;
  /** The context file as it was before the last act. */
  let lagging: Buffer;
  let refusals = 0;

  beforeEach(async () => {
    await createOrchestration(folder(), PROJECT);
    const { atlas } = open(folder());
    await atlas.run(addObjective, { description: 'Goal' });
    await atlas.run(addTask, { description: 'First task', objective: '1' });
    await atlas.run(addTask, { description: 'Second task', dependsOn: ['1'] });
    await atlas.run(completeTask, { task: '1', outcome: 'All went well' });
    await atlas.run(recordInsight, { text: 'Something learnt' });
    await atlas.run(spawnAgent, { mission: 'A mission', task: '2' });
    lagging = fs.readFileSync(fileOf('context'));
    await atlas.run(addTask, { description: LAST });
    whole = {
      context: fs.readFileSync(fileOf('context')),
      journal: fs.readFileSync(fileOf('journal')),
    };
  });

  const restore = (): void => {
    fs.rmSync(folder().localFolder, { recursive: true, force: true });
    fs.writeFileSync(fileOf('context'), whole.context);
    fs.writeFileSync(fileOf('journal'), whole.journal);
  };
  const present = (): (Buffer | undefined)[] =>
    [fileOf('context'), fileOf('journal')].map((file) =>
      fs.existsSync(file) ? fs.readFileSync(file) : undefined,
    );

  /** The doctor brings back all that the whole parts hold, and keeps what was damaged. */
  async function repaired(where: string, done: readonly string[]): Promise<void> {
    const damaged = present();
    try {
      const { kept } = await repair(folder(), PROJECT);
      const keptNow = kept.map((file) => fs.readFileSync(path.resolve(root(), file)));
      assert.ok(
        damaged.some((bytes) => bytes && keptNow.some((copy) => copy.equals(bytes))),
        'the damaged file is not kept',
      );
      await open(folder()).atlas.run(addTask, { description: 'After the repair' });
      const settled = assertSettled(folder());
      for (const words of [...done, 'After the repair']) {
        assert.equal(countOf(settled, words), 1, words);
      }
    } catch (error) {
      throw new Error(`repair of ${where}: ${String(error)}`, { cause: error });
    }
  }

  /** One more command: it is done and nothing is lost, or it is refused in words and nothing is written. */
  async function oneMore(
    where: string,
    codes: readonly ErrorCode[],
    done: readonly string[],
    settledAs = (): Context => assertSettled(folder()),
  ): Promise<boolean> {
    const before = present();
    try {
      await open(folder()).atlas.run(addTask, { description: 'One more' });
    } catch (error) {
      assert.ok(error instanceof AtlasError, `${where}: ${String(error)}`);
      assert.ok(codes.includes(error.code), `${where}: ${error.message}`);
      assert.doesNotMatch(errorText(error).message, /\{\w+\}/);
      assert.deepEqual(present(), before, `${where}: written though refused`);
      refusals += 1;
      if (refusals % REPAIRS === 0) {
        await repaired(where, done);
      }
      return false;
    }
    try {
      const settled = settledAs();
      for (const words of [...done, 'One more']) {
        assert.equal(countOf(settled, words), 1, words);
      }
      assert.deepEqual(open(folder()).store.state.context, settled);
    } catch (error) {
      throw new Error(`${where}: ${String(error)}`, { cause: error });
    }
    return true;
  }

  for (const which of ['context', 'journal'] as const) {
    it(`by cutting the ${which} at any byte loses nothing`, async function () {
      this.timeout(240_000);
      const { length } = whole[which];
      const worked: number[] = [];
      for (let at = 0; at < length; at += 1) {
        restore();
        fs.truncateSync(fileOf(which), at);
        if (await oneMore(`${which} cut at ${at} of ${length}`, REFUSALS[which], [...DONE, LAST])) {
          worked.push(at);
        }
      }
      // A context without its line end says all; a journal that lacks a byte lacks an event.
      assert.deepEqual(worked, which === 'context' ? [length - 1] : []);
    });

    it(`by changing any byte of the ${which} loses nothing, and believes nothing damaged`, async function () {
      this.timeout(240_000);
      const { length } = whole[which];
      for (let at = 0; at < length; at += STEP) {
        restore();
        const bytes = Buffer.from(whole[which]);
        bytes[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 0x01 : 0x20);
        fs.writeFileSync(fileOf(which), bytes);
        const was = JSON.stringify(bytes.toString('latin1', Math.max(0, at - 12), at + 12));
        const where = `${which} changed at ${at}, ${was}`;
        if (which === 'journal') {
          // What the context has of it already is not asked of the journal again.
          await oneMore(where, REFUSALS.journal, [...DONE, LAST], () => assertSigned(folder()));
        } else {
          // Where the change is in the words, it is an edit.
          await oneMore(where, REFUSALS.context, []);
        }
      }
    });
  }

  it('by cutting the last line of the journal while the context is older goes on from the whole lines', async function () {
    this.timeout(120_000);
    const last = whole.journal.lastIndexOf('\n', whole.journal.length - 2) + 1;
    for (let at = last; at < whole.journal.length; at += 1) {
      restore();
      fs.writeFileSync(fileOf('context'), lagging);
      fs.truncateSync(fileOf('journal'), at);
      const where = `journal cut at ${at} of ${whole.journal.length}`;
      assert.ok(await oneMore(where, [], DONE));
      assert.equal(countOf(assertSettled(folder()), LAST), 0, where);
    }
  });

  it('by changing a byte of the last line of the journal while the context is older is refused', async function () {
    this.timeout(120_000);
    const last = whole.journal.lastIndexOf('\n', whole.journal.length - 2) + 1;
    for (let at = last; at < whole.journal.length - 1; at += STEP) {
      restore();
      fs.writeFileSync(fileOf('context'), lagging);
      const bytes = Buffer.from(whole.journal);
      bytes[at] = (bytes[at] ?? 0) ^ 0x01;
      fs.writeFileSync(fileOf('journal'), bytes);
      assert.ok(
        !(await oneMore(`journal changed at ${at}`, ['journalDamaged'], DONE)),
        `believed at ${at}`,
      );
    }
  });

  it('by taking the context away is made again from the journal', async () => {
    fs.rmSync(fileOf('context'));
    assert.ok(await oneMore('no context', [], [...DONE, LAST]));
  });

  it('by taking the journal away is refused', async () => {
    fs.rmSync(fileOf('journal'));
    assert.ok(!(await oneMore('no journal', ['journalBehind'], [])));
    await repair(folder(), PROJECT);
    assert.ok(await oneMore('no journal, repaired', [], [...DONE, LAST]));
  });
});

function countOf(context: Context, words: string): number {
  // As a value of its own: also an agent's mission tells of its task.
  return JSON.stringify(context).split(JSON.stringify(words)).length - 1;
}
