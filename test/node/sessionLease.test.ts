import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { identifyProcess } from '../../src/node/processIdentity';
import { FileSessionLease } from '../../src/node/sessionLease';
import { Child } from './support/children';
import { useSample } from './support/temporaryFolder';

const SESSION = 'session_20260301_120000';

describe('the lease of a session', () => {
  const folder = useSample();
  const lease = (): FileSessionLease => new FileSessionLease(folder());
  const file = (): string => path.join(folder().localFolder, 'session.json');
  const write = (text: string): void => {
    fs.mkdirSync(path.dirname(file()), { recursive: true });
    fs.writeFileSync(file(), text);
  };

  it('is gone before anybody took it', () => {
    assert.equal(lease().holder(SESSION), 'gone');
  });

  it('is ours once we took it', () => {
    lease().take(SESSION);
    assert.equal(lease().holder(SESSION), 'ours');
  });

  it('is for one session only', () => {
    lease().take(SESSION);
    assert.equal(lease().holder('session_20260301_120001'), 'gone');
  });

  it('is gone once we gave it back', () => {
    lease().take(SESSION);
    lease().release();
    assert.equal(lease().holder(SESSION), 'gone');
  });

  it("is another's while its process lives, and gone when that was killed", async () => {
    const child = new Child('takeLease', [folder().root, SESSION]);
    await child.says('taken');
    assert.equal(lease().holder(SESSION), 'other');
    await child.kill();
    assert.equal(lease().holder(SESSION), 'gone');
  });

  it('of another process is not given back by us', async () => {
    lease().take(SESSION);
    const ours = lease();
    const child = new Child('takeLease', [folder().root, SESSION]);
    await child.says('taken');
    ours.release();
    assert.equal(lease().holder(SESSION), 'other');
    await child.kill();
  });

  it('may be given back when there is none', () => {
    assert.doesNotThrow(() => {
      lease().release();
    });
  });

  it('is not ours when a process of another container has our number', () => {
    write(JSON.stringify({ ...identifyProcess(), host: 'another-container', session: SESSION }));
    assert.equal(lease().holder(SESSION), 'other');
  });

  it('is gone when it cannot be read', () => {
    for (const text of ['', '{', 'null', '[]', '7', '"x"']) {
      write(text);
      assert.equal(lease().holder(SESSION), 'gone', text);
    }
  });
});
