import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent } from '../../src/core/model/context';
import { findAgent } from '../../src/core/model/lookup';
import { startAgent } from '../../src/core/operations/agentProcess';
import { cancelAgent } from '../../src/core/operations/cancelAgent';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { verifyReport } from '../../src/core/operations/verifyReport';
import { createAgentWorktree, hasBranch } from '../../src/node/git/agentWorktree';
import {
  collectAllWrittenReports,
  collectWrittenReport,
  reportFile,
} from '../../src/node/writtenReports';
import { open, type Opened } from './support/open';
import { commitAll, makeRepository } from './support/repository';
import { useSample } from './support/temporaryFolder';

const ID = 'AGENT_0048';

describe('reports that agents write by themselves', function () {
  this.timeout(30_000);
  const folder = useSample();
  let opened: Opened;

  beforeEach(() => {
    opened = open(folder());
    opened.atlas.runNow(spawnAgent, { mission: 'Look' });
    opened.atlas.runNow(startAgent, { agent: ID });
  });

  /** Writes it so that it was written a while after a moment, and so long ago that it counts as whole. */
  function write(text: string, root = folder().root, at = Date.now() + 5_000): void {
    const file = reportFile(root, ID);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    fs.utimesSync(file, at / 1_000, at / 1_000);
  }
  /** Looks as if that moment had come. */
  async function collect(root?: string, later = 10_000): Promise<Agent | undefined> {
    const real = Date.now;
    Date.now = () => real() + later;
    try {
      return await collectWrittenReport(opened.atlas, folder(), ID, root);
    } finally {
      Date.now = real;
    }
  }
  const now = (): Agent => {
    const agent = opened.atlas.read((context) => findAgent(context, ID));
    assert.ok(agent);
    return agent;
  };
  const reports = (): number =>
    open(folder())
      .atlas.history()
      .filter(({ event }) => event.type === 'agentReported').length;

  it('become their reports, and stay as they are', async () => {
    const text = 'status: success\n\nFound it\n\n## Evidence\n- a log\n\n## Files\n- a.md\n';
    write(text);
    const agent = await collect();
    const { reported: _at, ...report } = agent?.report ?? {};
    assert.deepEqual(
      [agent?.status, report],
      [
        'reported',
        { status: 'success', summary: 'Found it', evidence: ['a log'], files: ['a.md'] },
      ],
    );
    assert.equal(fs.readFileSync(reportFile(folder().root, ID), 'utf8'), text);
  });

  it('are taken once, by however many windows', async () => {
    write('status: success\n\nFound it\n');
    const windows = Array.from({ length: 4 }, () => open(folder()).atlas);
    const real = Date.now;
    Date.now = () => real() + 10_000;
    try {
      await Promise.all(windows.map((window) => collectAllWrittenReports(window, folder())));
      await collectAllWrittenReports(opened.atlas, folder());
    } finally {
      Date.now = real;
    }
    assert.equal(reports(), 1);
  });

  it('are not taken while somebody may still be writing', async () => {
    write('status: success\n\nFound', folder().root, Date.now());
    assert.equal(await collect(undefined, 0), undefined);
    assert.equal((await collect(undefined, 1_500))?.report?.summary, 'Found');
  });

  it('are not taken when they are ours', async () => {
    opened.atlas.runNow(reportAgent, { agent: ID, summary: 'Found it' });
    opened.atlas.runNow(verifyReport, { agent: ID, accepted: false, note: 'No' });
    opened.atlas.runNow(startAgent, { agent: ID, run: 2 });
    const file = reportFile(folder().root, ID);
    write(fs.readFileSync(file, 'utf8'));
    assert.equal(await collect(), undefined);
    write('status: success\n\nBetter\n');
    assert.equal((await collect())?.report?.summary, 'Better');
  });

  it('of the run before are not taken for those of the next', async () => {
    write('status: partial\n\nHalf\n');
    await collect();
    opened.atlas.runNow(startAgent, { agent: ID, run: 2 });
    // A checkout gives a file a new date.
    write('status: partial\n\nHalf\n');
    assert.equal(await collect(), undefined);
    write('status: success\n\nStale\n', folder().root, Date.parse(now().started ?? '') - 60_000);
    assert.equal(await collect(), undefined);
    assert.equal(reports(), 1);
  });

  it('are not taken when the agent has reported in another way, or was given up', async () => {
    write('status: success\n\nFound it\n');
    opened.atlas.runNow(cancelAgent, { agent: ID });
    assert.equal(await collect(), undefined);
    opened.atlas.runNow(startAgent, { agent: ID, run: 2 });
    opened.atlas.runNow(reportAgent, { agent: ID, summary: 'By command' });
    assert.equal(await collect(), undefined);
    assert.equal(now().report?.summary, 'By command');
  });

  it('are taken anew when the last one was rejected, and the agent writes another', async () => {
    write('status: success\n\nFound it\n');
    await collect();
    opened.atlas.runNow(verifyReport, { agent: ID, accepted: false, note: 'No numbers' });
    assert.equal(await collect(), undefined);
    write('status: success\n\n2.0 s\n');
    const agent = await collect();
    assert.deepEqual([agent?.report?.summary, agent?.verification], ['2.0 s', undefined]);
  });

  it('are no links, and nothing that says nothing', async () => {
    const file = reportFile(folder().root, ID);
    fs.writeFileSync(path.join(folder().root, 'other'), 'status: success\n\nx');
    fs.symlinkSync(path.join(folder().root, 'other'), file);
    assert.equal(await collect(), undefined);
    fs.rmSync(file);
    write('status: success\n');
    assert.equal(await collect(), undefined);
    assert.equal(reports(), 0);
  });

  it('come from a worktree as well, and are copied to the main folder, below what stands there', async () => {
    const { root } = folder();
    makeRepository(root);
    commitAll(root);
    const agent = opened.atlas.runNow(spawnAgent, { mission: 'x', worktree: true });
    assert.ok(hasBranch(agent));
    const { folder: place } = await createAgentWorktree(folder(), agent);
    try {
      const [file, main] = [reportFile(place, agent.id), reportFile(root, agent.id)];
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const text = 'status: success\n\nFrom there\n';
      fs.writeFileSync(file, text);
      const at = Date.now() / 1_000 - 1.5;
      opened.atlas.runNow(startAgent, { agent: agent.id });
      assert.deepEqual(await collectAllWrittenReports(opened.atlas, folder()), []);
      fs.utimesSync(file, at + 3, at + 3);
      const real = Date.now;
      Date.now = () => real() + 10_000;
      try {
        const [taken] = await collectAllWrittenReports(opened.atlas, folder());
        assert.deepEqual([taken?.id, taken?.report?.summary], [agent.id, 'From there']);
        assert.deepEqual(await collectAllWrittenReports(opened.atlas, folder()), []);
      } finally {
        Date.now = real;
      }
      assert.equal(fs.readFileSync(main, 'utf8'), text);
      assert.equal(fs.readFileSync(file, 'utf8'), text);
    } finally {
      fs.rmSync(`${root}.worktrees`, { recursive: true, force: true });
    }
  });
});
