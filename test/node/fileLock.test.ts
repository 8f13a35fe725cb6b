import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { FileLock } from '../../src/node/fileLock';
import { identifyProcess } from '../../src/node/processIdentity';
import { AtlasError } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { isAtlasError } from '../core/support/atlasError';
import { Child, crowd } from './support/children';
import { afterReading, refuseRemoving } from './support/fileSystemFaults';
import { soak } from './support/soak';
import { useTemporaryFolder } from './support/temporaryFolder';

/** A lock as it is left behind by a process that is gone: its pid is above all that there are. */
const GONE = { ...identifyProcess(), pid: 2 ** 30, token: 'left' };
/** More by `npm run test:soak`. */
const STAMPEDES = soak(120, 2_000);

const LONG_AGO = new Date(Date.now() - 3_600_000);

describe('FileLock', () => {
  const folder = useTemporaryFolder();
  const file = (): string => path.join(folder(), 'local', 'writer.lock');
  const leave = (content: string, at = new Date()): void => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    fs.writeFileSync(file(), content);
    fs.utimesSync(file(), at, at);
  };
  const nothingLeft = (): void => {
    assert.deepEqual(fs.readdirSync(path.dirname(file())), []);
  };
  const msToTake = async (): Promise<number> => {
    const before = performance.now();
    await new FileLock(file()).hold(() => undefined);
    return performance.now() - before;
  };

  it('is there while the work is done, names its holder, and is gone afterwards', async () => {
    const result = await new FileLock(file()).hold(() => {
      const { pid, host } = JSON.parse(fs.readFileSync(file(), 'utf8')) as {
        pid: number;
        host: string;
      };
      return [pid, host];
    });
    assert.deepEqual(result, [process.pid, os.hostname()]);
    nothingLeft();
  });

  it('is gone after work that failed', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    await assert.rejects(new FileLock(file()).hold(fail), /no/);
    assert.throws(() => new FileLock(file()).holdNow(fail), /no/);
    nothingLeft();
  });

  it('lets one in at a time in one process too', async () => {
    const lock = new FileLock(file());
    const order: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((name) => lock.hold(() => order.push(name))));
    assert.deepEqual(order.sort(), ['a', 'b', 'c']);
    nothingLeft();
  });

  it('counts right among 8 processes that add 25 times each', async function () {
    this.timeout(60_000);
    const counter = path.join(folder(), 'counter');
    fs.writeFileSync(counter, '0');
    await crowd(8, 'increment', [file(), counter, '25']);
    assert.equal(fs.readFileSync(counter, 'utf8'), '200');
    nothingLeft();
  });

  it('counts right where a file system has no hard links', async function () {
    this.timeout(60_000);
    const counter = path.join(folder(), 'counter');
    fs.writeFileSync(counter, '0');
    await crowd(4, 'increment', [file(), counter, '25', 'no-links']);
    assert.equal(fs.readFileSync(counter, 'utf8'), '100');
    nothingLeft();
  });

  it('comes to everybody where one takes it again as soon as it has given it back', async function () {
    this.timeout(60_000);
    const child = new Child('hammer', [file(), '50']);
    await child.says('held');
    const times: number[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      times.push(await msToTake());
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await child.kill();
    // By chance alone it would be free for one of fifty tries.
    assert.ok(Math.max(...times) < 500, times.map(Math.round).join(' '));
  });

  it('is taken over at once from a process that was killed', async function () {
    this.timeout(10_000);
    const child = new Child('holdLock', [file()]);
    await child.says('held');
    await child.kill();
    assert.ok(fs.existsSync(file()));
    const took = await msToTake();
    assert.ok(took < 500, `${took} ms`);
    nothingLeft();
  });

  it('is not taken from a process that lives, however long it holds it', async function () {
    this.timeout(10_000);
    const child = new Child('holdLock', [file()]);
    await child.says('held');
    const refused = (error: unknown): true => {
      isAtlasError('lockBusy', { pid: child.process.pid })(error);
      return true;
    };
    await assert.rejects(
      new FileLock(file(), 300).hold(() => undefined),
      refused,
    );
    assert.throws(() => new FileLock(file()).holdNow(() => undefined, 300), refused);
    assert.ok(fs.existsSync(file()));
    await child.kill();
  });

  it('says who has it, where, and for how long it waited', () => {
    leave(JSON.stringify({ ...identifyProcess(process.ppid), token: 'theirs' }));
    try {
      new FileLock(file(), 60_000).holdNow(() => undefined, 1_000);
      assert.fail('it was taken');
    } catch (error) {
      assert.ok(error instanceof AtlasError);
      const there = `process ${process.ppid}) has been writing to ${path.dirname(file())} for 1 s.`;
      assert.ok(errorText(error).message.endsWith(there), errorText(error).message);
    }
  });

  it('is taken over from a process whose number another one has by now', async () => {
    leave(JSON.stringify({ ...identifyProcess(), start: '1', token: 'left' }));
    const took = await msToTake();
    assert.ok(took < 500, `${took} ms`);
  });

  it('is taken over when it was left without a word in it, as a full disk or a crash may do', async () => {
    for (const content of ['', '{"pid":', 'null', '[]', '{"pid":"x"}']) {
      leave(content, LONG_AGO);
      const took = await msToTake();
      assert.ok(took < 500, `${content}: ${took} ms`);
    }
  });

  it('is left to a process that has only just made it and not yet written into it', async () => {
    leave('');
    const refused = isAtlasError('lockBusy');
    await assert.rejects(
      new FileLock(file(), 100).hold(() => undefined),
      refused,
    );
  });

  it('is left to a process of another machine, which nobody here can look for', async () => {
    leave(JSON.stringify({ ...GONE, host: 'elsewhere' }));
    await assert.rejects(
      new FileLock(file(), 100).hold(() => undefined),
      isAtlasError('lockBusy'),
    );
  });

  it('is taken over from another machine once no writing could have taken so long', async () => {
    leave(JSON.stringify({ ...GONE, host: 'a-container-that-was-built-again' }), LONG_AGO);
    const took = await msToTake();
    assert.ok(took < 500, `${took} ms`);
  });

  it('is taken over at once when those who were about to take it over were killed as well', async () => {
    leave(JSON.stringify(GONE));
    fs.writeFileSync(`${file()}.steal-left`, JSON.stringify({ ...GONE, token: 'thief' }));
    fs.writeFileSync(`${file()}.steal-thief`, JSON.stringify({ ...GONE, token: 'robber' }));
    const took = await msToTake();
    assert.ok(took < 500, `${took} ms`);
    nothingLeft();
  });

  it('is not removed by whoever finds that another one is just about to', () => {
    leave(JSON.stringify(GONE));
    const theirs = JSON.stringify({ ...identifyProcess(process.ppid), token: 'theirs' });
    fs.writeFileSync(`${file()}.steal-left`, theirs);
    assert.throws(
      () => new FileLock(file()).holdNow(() => undefined, 100),
      isAtlasError('lockBusy'),
    );
    assert.equal(fs.readFileSync(`${file()}.steal-left`, 'utf8'), theirs);
  });

  it('sweeps away what killed processes left beside it, and nothing of the living', async () => {
    leave(JSON.stringify(GONE));
    fs.writeFileSync(`${file()}.abc`, JSON.stringify({ ...GONE, token: 'abc' }));
    fs.writeFileSync(`${file()}.steal-long-gone`, JSON.stringify({ ...GONE, token: 'def' }));
    const theirs = JSON.stringify({ ...identifyProcess(process.ppid), token: 'theirs' });
    fs.writeFileSync(`${file()}.theirs`, theirs);
    await msToTake();
    assert.deepEqual(fs.readdirSync(path.dirname(file())), ['writer.lock.theirs']);
  });

  it('that could not be given back is taken again by the same process', async () => {
    const lock = new FileLock(file());
    const giveBack = refuseRemoving(file());
    try {
      assert.equal(await lock.hold(() => 'done'), 'done');
    } finally {
      giveBack();
    }
    assert.ok(fs.existsSync(file()));
    const took = await msToTake();
    assert.ok(took < 500, `${took} ms`);
    nothingLeft();
  });

  it('is not taken from the one who took it over while we were still judging', () => {
    leave(JSON.stringify(GONE));
    const theirs = JSON.stringify({ ...identifyProcess(process.ppid), token: 'theirs' });
    const giveBack = afterReading(file(), () => {
      fs.writeFileSync(file(), theirs);
    });
    try {
      assert.throws(
        () => new FileLock(file()).holdNow(() => undefined, 100),
        isAtlasError('lockBusy'),
      );
    } finally {
      giveBack();
    }
    assert.equal(fs.readFileSync(file(), 'utf8'), theirs);
  });

  it('never lets two in when many meet a lock, and guards, that were left behind', async function () {
    this.timeout(120_000);
    const inside = path.join(folder(), 'inside');
    const children = Array.from({ length: 8 }, () => new Child('stampede', [file(), inside]));
    await Promise.all(children.map((child) => child.says('ready')));
    for (let round = 0; round < STAMPEDES; round += 1) {
      const token = `left${round}`;
      leave(JSON.stringify({ ...GONE, token }));
      // Nobody, one, or two were killed while they were about to remove it.
      for (let guards = 0; guards < round % 3; guards += 1) {
        const guard = `${file()}.steal-${token}${'x'.repeat(guards)}`;
        fs.writeFileSync(
          guard,
          JSON.stringify({ ...GONE, token: `${token}${'x'.repeat(guards + 1)}` }),
        );
      }
      const moment = Date.now() + 5;
      children.forEach((child) => {
        child.tell(String(moment));
      });
      await Promise.all(children.map((child) => child.says(`done ${moment}`)));
    }
    children.forEach((child) => {
      child.tell('end');
    });
    await Promise.all(children.map((child) => child.end()));
    assert.deepEqual(
      children.flatMap((child) => child.heard.filter((word) => !/^(ready|done)/.test(word))),
      [],
    );
    nothingLeft();
  });
});
