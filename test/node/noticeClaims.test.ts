import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { claimNotice, dropOldClaims } from '../../src/node/noticeClaims';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { useTemporaryFolder } from './support/temporaryFolder';

describe('claims of notices', () => {
  const root = useTemporaryFolder();
  const folder = (): OrchestrationFolder => new OrchestrationFolder(root());
  const claims = (): string[] => fs.readdirSync(path.join(folder().localFolder, 'notices'));

  it('are given to one, whatever the key holds', () => {
    for (const key of ['AGENT_0001 lost 2026', '../../up', 'x'.repeat(10_000), '']) {
      assert.deepEqual(
        [claimNotice(folder(), key), claimNotice(folder(), key), claimNotice(folder(), key)],
        [true, false, false],
      );
    }
    assert.equal(claims().length, 4);
  });

  it('stay out of git', () => {
    claimNotice(folder(), 'x');
    const ignored = fs.readFileSync(path.join(root(), '.atlas', '.gitignore'), 'utf8');
    assert.match(ignored, /^orchestrator\/local\/$/m);
  });

  it('do not keep an event from being told where they cannot be written', () => {
    fs.mkdirSync(folder().localFolder, { recursive: true });
    fs.writeFileSync(path.join(folder().localFolder, 'notices'), 'a file, not a folder');
    assert.equal(claimNotice(folder(), 'x'), true);
  });

  it('are dropped when they are old, and not before', () => {
    claimNotice(folder(), 'old');
    const day = 24 * 60 * 60_000;
    dropOldClaims(folder(), Date.now() + 13 * day);
    assert.equal(claims().length, 1);
    dropOldClaims(folder(), Date.now() + 15 * day);
    assert.equal(claims().length, 0);
    dropOldClaims(new OrchestrationFolder(path.join(root(), 'nowhere')));
  });
});
