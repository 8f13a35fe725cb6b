import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { identifyProcess, isAlive, isSameProcess } from '../../src/node/processIdentity';
import { until } from './support/until';

describe('the identity of a process', () => {
  it('is alive for this one', () => {
    assert.equal(isAlive(identifyProcess()), true);
  });

  it('is the same each time, also after it was written to a file', () => {
    const written = JSON.parse(JSON.stringify(identifyProcess())) as ReturnType<
      typeof identifyProcess
    >;
    assert.deepEqual(written, identifyProcess());
    assert.equal(isAlive(written), true);
  });

  it('is alive while a process lives, and not any more when it was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
    });
    const identity = identifyProcess(child.pid);
    assert.equal(isAlive(identity), true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isAlive(identity), false);
  });

  it('is alive for a process of somebody else', () => {
    assert.equal(isAlive(identifyProcess(1)), true);
  });

  it('is unknown for a process of another machine', () => {
    assert.equal(isAlive({ ...identifyProcess(), host: 'elsewhere' }), undefined);
  });

  it('is that of another process when anything about it differs', () => {
    const ours = identifyProcess();
    assert.equal(isSameProcess(ours, { ...ours }), true);
    for (const other of [{ pid: ours.pid + 1 }, { start: 'x' }, { host: 'x' }]) {
      assert.equal(isSameProcess(ours, { ...ours, ...other }), false, JSON.stringify(other));
    }
  });

  if (process.platform === 'linux') {
    it('is not that of a later process with the same number', () => {
      const { start, ...rest } = identifyProcess();
      assert.match(start, /^\d+$/);
      assert.equal(isAlive({ ...rest, start: String(Number(start) - 1) }), false);
    });

    it('is read right of a process whose name looks like the end of a name', async () => {
      const child = spawn(
        'sh',
        ['-c', 'printf "a) S 1 (b" > /proc/self/comm; echo named; read _'],
        { stdio: 'pipe' },
      );
      await once(child.stdout, 'data');
      const stat = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8');
      assert.match(stat, /\(a\) S 1 \(b\)/);
      assert.equal(identifyProcess(child.pid).start, stat.split(') ').at(-1)?.split(' ')[19]);
      child.kill('SIGKILL');
    });

    it('is not alive for a process that has ended, but whose end nobody asked for', async () => {
      const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const [line] = (await once(parent.stdout, 'data')) as [Buffer];
        const pid = Number(line.toString());
        const state = (): string =>
          fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0] ?? '';
        await until('the child has ended', () => state() === 'Z');
        assert.equal(isAlive(identifyProcess(pid)), false);
      } finally {
        parent.kill('SIGKILL');
      }
    });
  }
});
