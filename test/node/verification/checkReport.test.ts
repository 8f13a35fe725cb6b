import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent } from '../../../src/core/model/context';
import { parseCriterion } from '../../../src/core/model/criteria';
import { findAgent } from '../../../src/core/model/lookup';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { createAgentWorktree, hasBranch } from '../../../src/node/git/agentWorktree';
import { checkFile, type FileFinding } from '../../../src/node/verification/checkFile';
import {
  checkAndRecord,
  checkReport,
  type CheckedReport,
  type CheckOptions,
} from '../../../src/node/verification/checkReport';
import { isAtlasError } from '../../core/support/atlasError';
import { open, type Opened } from '../support/open';
import { commitAll, makeRepository, put } from '../support/repository';
import { useSample, useTemporaryFolder } from '../support/temporaryFolder';

describe('checkFile', () => {
  const folder = useTemporaryFolder();
  const look = (line: string, from = folder()): FileFinding => {
    const criterion = parseCriterion(`file: ${line}`);
    assert.ok(criterion.kind === 'file');
    return checkFile(from, criterion);
  };

  it('finds a file or a folder that is there', () => {
    put(folder(), 'docs/a b.md', 'x');
    assert.deepEqual(look('docs/a b.md'), { passed: true, detail: 'is there' });
    assert.deepEqual(look('docs'), { passed: true, detail: 'the folder is there' });
    assert.deepEqual(look('docs/c.md'), { passed: false, detail: 'docs/c.md is not there' });
    assert.deepEqual(look('docs/a b.md/x').passed, false);
  });

  it('looks for what it has to contain', () => {
    put(folder(), 'a.md', 'One\nAuth0 is dear');
    assert.deepEqual(look('a.md matches /^auth0/im'), {
      passed: true,
      detail: 'contains /^auth0/im',
    });
    assert.deepEqual(look('a.md matches /Okta/'), {
      passed: false,
      detail: 'nothing in it matches /Okta/',
    });
    assert.equal(look('b.md matches /x/').detail, 'b.md is not there');
  });

  it('does not follow a link that leads out, and does one that stays inside', () => {
    const root = path.join(folder(), 'root');
    put(folder(), 'secret', 'x');
    put(root, 'real/file', 'x');
    fs.symlinkSync('../secret', path.join(root, 'out'));
    fs.symlinkSync(folder(), path.join(root, 'up'));
    fs.symlinkSync('real', path.join(root, 'in'));
    assert.deepEqual(look('out', root), { passed: false, detail: 'out leads out of the folder' });
    assert.equal(look('up/secret matches /x/', root).detail, 'up/secret leads out of the folder');
    assert.ok(look('in/file matches /x/', root).passed);
    fs.symlinkSync(root, path.join(folder(), 'root too'));
    assert.ok(look('real/file', path.join(folder(), 'root too')).passed);
  });

  it('searches no folder and nothing that is too large', () => {
    put(folder(), 'docs/a', '');
    assert.equal(look('docs matches /x/').detail, 'docs is no file that could be searched');
    put(folder(), 'large', `${'y'.repeat(5 * 1024 * 1024)}x`);
    assert.ok(look('large').passed);
    assert.deepEqual(look('large matches /x/'), {
      passed: false,
      detail: 'large is larger than 5 MB, and was not searched',
    });
  });

  it('gives up a search that would take years', function () {
    this.timeout(20_000);
    put(folder(), 'a', `${'a'.repeat(60)}b`);
    assert.deepEqual(look('a matches /^(a+)+$/'), {
      passed: false,
      detail: 'looking for /^(a+)+$/ took too long',
    });
  });
});

describe('checking a report', function () {
  this.timeout(30_000);
  const folder = useSample();
  const NODE = JSON.stringify(process.execPath);
  const exits = (code: number): string => `run: ${NODE} -e 'process.exit(${code})'`;
  const CRITERIA = [exits(0), 'file: made.txt', 'review: Is it good?', 'It feels fast', exits(2)];
  let opened: Opened;

  function reported(criteria: readonly string[], more = {}): Agent {
    opened = open(folder());
    const { id } = opened.atlas.runNow(spawnAgent, {
      mission: 'x',
      successCriteria: [...criteria],
      ...more,
    });
    return opened.atlas.runNow(reportAgent, { agent: id, summary: 'Done' });
  }
  const outcomes = ({ findings }: CheckedReport): unknown[] =>
    findings.map(({ outcome, why, detail }) => [outcome, why ?? detail]);
  const all: CheckOptions = { mayRun: true };

  it('finds what holds, leaves to others what is theirs to judge, and records the rest', async () => {
    put(folder().root, 'made.txt');
    const { id } = reported(CRITERIA);
    const seen: string[] = [];
    const checked = await checkAndRecord(opened.atlas, folder(), id, {
      ...all,
      onCommand: ({ command }) => seen.push(`run ${command.at(-1) ?? ''}`),
      onFinding: ({ outcome }) => seen.push(outcome),
    });
    assert.deepEqual(outcomes(checked), [
      ['passed', 'exit code 0'],
      ['passed', 'is there'],
      ['open', 'reviewer'],
      ['open', 'person'],
      ['failed', 'exit code 2'],
    ]);
    assert.deepEqual(seen, [
      'run process.exit(0)',
      'passed',
      'passed',
      'open',
      'open',
      'run process.exit(2)',
      'failed',
    ]);
    const now = opened.atlas.read((context) => findAgent(context, id));
    assert.deepEqual(
      now?.checks?.map(({ criterion, passed, by }) => [criterion, passed, by]),
      [
        [CRITERIA[0], true, 'atlas'],
        [CRITERIA[1], true, 'atlas'],
        [CRITERIA[4], false, 'atlas'],
      ],
    );
    assert.equal(now.status, 'reported');
  });

  it('runs no command that nobody allowed', async () => {
    const agent = reported([`run: ${NODE} -e 'require("fs").writeFileSync("ran", "")'`]);
    const checked = await checkReport(folder(), agent, { mayRun: false });
    assert.deepEqual(outcomes(checked), [['open', 'notAllowed']]);
    assert.ok(!fs.existsSync(path.join(folder().root, 'ran')));
  });

  it('leaves open what was not checked before it was broken off', async () => {
    const agent = reported([`run: ${NODE} -e 'setInterval(() => {}, 1000)'`, exits(0), 'file: x']);
    const abort = new AbortController();
    const checked = await checkReport(folder(), agent, {
      ...all,
      onCommand: () => setTimeout(() => abort.abort(), 200),
      signal: abort.signal,
    });
    assert.deepEqual(outcomes(checked), [
      ['open', 'brokenOff'],
      ['open', 'brokenOff'],
      ['failed', 'x is not there'],
    ]);
  });

  it('gives a report that came meanwhile no finding of the one before', async () => {
    const { id } = reported([exits(0)]);
    await assert.rejects(
      checkAndRecord(opened.atlas, folder(), id, {
        ...all,
        onFinding: () => {
          open(folder()).atlas.runNow(reportAgent, { agent: id, summary: 'Another' });
        },
      }),
      isAtlasError('reportReplaced', { id }),
    );
    const now = open(folder()).atlas.read((context) => findAgent(context, id));
    assert.deepEqual([now?.report?.summary, now?.checks], ['Another', undefined]);
  });

  it('is done where the agent worked', async () => {
    makeRepository(folder().root);
    commitAll(folder().root);
    const agent = reported(['file: made.txt', `run: ${NODE} -e 'fs.accessSync("made.txt")'`], {
      worktree: true,
    });
    assert.ok(hasBranch(agent));
    await assert.rejects(
      checkReport(folder(), agent, all),
      isAtlasError('worktreeNotFound', { id: agent.id }),
    );
    const place = await createAgentWorktree(folder(), agent);
    try {
      put(place.folder, 'made.txt');
      const checked = await checkReport(folder(), agent, all);
      assert.equal(checked.folder, place.folder);
      assert.deepEqual(
        checked.findings.map(({ outcome }) => outcome),
        ['passed', 'passed'],
      );
    } finally {
      fs.rmSync(`${folder().root}.worktrees`, { recursive: true, force: true });
    }
  });

  it('is for reports only', async () => {
    opened = open(folder());
    const agent = opened.atlas.runNow(spawnAgent, { mission: 'x' });
    await assert.rejects(
      checkReport(folder(), agent, all),
      isAtlasError('agentNotReported', { id: agent.id }),
    );
  });
});
