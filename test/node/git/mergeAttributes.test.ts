import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setUnionMerge, unionMergeIsSet } from '../../../src/node/git/mergeAttributes';
import { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { commitAll, git, makeRepository, put } from '../support/repository';
import { useTemporaryFolder } from '../support/temporaryFolder';

const LINE = 'orchestrator/*_journal.jsonl merge=union -text\n';
const JOURNAL = '.atlas/orchestrator/a_journal.jsonl';

describe('mergeAttributes', () => {
  const root = useTemporaryFolder();
  const attributes = (): string => path.join(root(), '.atlas', '.gitattributes');
  const folder = (): OrchestrationFolder => {
    fs.mkdirSync(path.dirname(attributes()), { recursive: true });
    return new OrchestrationFolder(root());
  };

  it('knows nothing where there is no repository', async () => {
    assert.equal(await unionMergeIsSet(folder()), undefined);
  });

  it('is not set in a fresh repository, and is after it was set', async () => {
    makeRepository(root());
    assert.equal(await unionMergeIsSet(folder()), false);
    setUnionMerge(folder());
    assert.equal(await unionMergeIsSet(folder()), true);
    assert.equal(fs.readFileSync(attributes(), 'utf8'), LINE);
  });

  it('is set for a project in a subfolder', async () => {
    makeRepository(root());
    const sub = new OrchestrationFolder(path.join(root(), 'packages', 'ünë'));
    fs.mkdirSync(sub.atlasFolder, { recursive: true });
    setUnionMerge(sub);
    assert.equal(await unionMergeIsSet(sub), true);
    assert.equal(await unionMergeIsSet(folder()), false);
  });

  it('sees what somebody set elsewhere, also to something else', async () => {
    makeRepository(root());
    put(root(), '.gitattributes', '*.jsonl merge=union\n');
    assert.equal(await unionMergeIsSet(folder()), true);
    put(root(), '.atlas/.gitattributes', '*.jsonl -merge\n');
    assert.equal(await unionMergeIsSet(folder()), false);
  });

  it('keeps what is there, and adds its line once', () => {
    for (const [before, after] of [
      ['*.md text', `*.md text\n${LINE}`],
      ['*.md text\n', `*.md text\n${LINE}`],
      [LINE, LINE],
      [LINE.replace('\n', '\r\n'), LINE.replace('\n', '\r\n')],
      ['', LINE],
    ] as const) {
      const made = folder();
      fs.writeFileSync(attributes(), before);
      setUnionMerge(made);
      setUnionMerge(made);
      assert.equal(fs.readFileSync(attributes(), 'utf8'), after);
    }
  });

  it('keeps bytes that are no text', () => {
    const made = folder();
    const bytes = Buffer.from([0x23, 0xe9, 0xff, 0x0a]);
    fs.writeFileSync(attributes(), bytes);
    setUnionMerge(made);
    assert.deepEqual(fs.readFileSync(attributes()), Buffer.concat([bytes, Buffer.from(LINE)]));
  });

  /** Two branches that have each added a line to the journal, the second merged into the first. */
  const mergeTwo = (): string => {
    put(root(), JOURNAL, 'first\r\n');
    commitAll(root());
    git(root(), 'switch', '--quiet', '--create=other');
    fs.appendFileSync(path.join(root(), JOURNAL), 'theirs\n');
    commitAll(root());
    git(root(), 'switch', '--quiet', 'main');
    fs.appendFileSync(path.join(root(), JOURNAL), 'ours\n');
    commitAll(root());
    git(root(), 'merge', '--quiet', '--no-edit', 'other');
    return fs.readFileSync(path.join(root(), JOURNAL), 'utf8');
  };

  it('has git keep the lines of both branches', () => {
    makeRepository(root());
    setUnionMerge(folder());
    assert.equal(mergeTwo(), 'first\r\nours\ntheirs\n');
  });

  it('would be a conflict otherwise', () => {
    makeRepository(root());
    assert.throws(mergeTwo, /CONFLICT|Command failed/);
  });
});
