import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { isAtlasError } from '../core/support/atlasError';
import { refuseAppending } from './support/fileSystemFaults';
import { contextFileOf, contextOf, open, journalFileOf } from './support/open';
import { filesBelow, useSample } from './support/temporaryFolder';

const MISSION = '.atlas/orchestrator/agents/AGENT_0048/mission.md';
const REPORT = '.atlas/orchestrator/agents/AGENT_0048/report.md';

describe('the documents beside the context', () => {
  const folder = useSample();
  const spawn = (mission = 'Integrate'): Promise<unknown> =>
    open(folder()).atlas.run(spawnAgent, { mission });
  const report = (summary: string): Promise<unknown> =>
    open(folder()).atlas.run(reportAgent, { agent: '48', summary });
  const place = (name: string): string => path.join(folder().root, name);
  const read = (name: string): string => fs.readFileSync(place(name), 'utf8');

  it('are there when the operation returns', async () => {
    await spawn();
    assert.match(read(MISSION), /^# Mission of AGENT_0048/);
  });

  it('keep what stood at their place before, under another name', async () => {
    fs.mkdirSync(path.dirname(place(MISSION)), { recursive: true });
    fs.writeFileSync(place(MISSION), 'of somebody else');
    await spawn();
    assert.match(read(MISSION), /^# Mission of AGENT_0048/);
    const kept = Object.entries(filesBelow(path.dirname(place(MISSION)))).filter(
      ([name]) => name !== 'mission.md',
    );
    assert.equal(kept.length, 1);
    assert.match(kept[0]?.[0] ?? '', /^mission\.kept-[0-9a-f]+\.md$/);
    assert.equal(kept[0]?.[1], 'of somebody else');
  });

  it('grow by each report', async () => {
    await spawn();
    await report('First');
    await report('Second');
    assert.match(
      read(REPORT),
      /^# Report of AGENT_0048 \(developer\): success\n[^]*\nFirst\n\n---\n\n# Report[^]*\nSecond\n$/,
    );
  });

  it('grow below what an agent wrote itself, letter by letter', async () => {
    await spawn();
    const own = Buffer.concat([
      Buffer.from('What I found: '),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\r\nmore'),
    ]);
    fs.writeFileSync(place(REPORT), own);
    await report('Done');
    assert.deepEqual(fs.readFileSync(place(REPORT)).subarray(0, own.length), own);
    assert.match(read(REPORT), /\n\n---\n\n# Report of AGENT_0048/);
  });

  describe('when the journal cannot be written', () => {
    const refused = async (act: () => Promise<unknown>): Promise<void> => {
      const before = filesBelow(folder().root);
      const allow = refuseAppending(journalFileOf(folder()));
      try {
        await assert.rejects(
          act(),
          isAtlasError('contextUnwritable', { detail: 'permission is denied' }),
        );
      } finally {
        allow();
      }
      assert.deepEqual(filesBelow(folder().root), before);
    };

    it('are not there', async () => {
      await open(folder()).atlas.run(recordInsight, { text: 'so that .gitignore is there' });
      await refused(() => spawn());
    });

    it('are as they were before a report', async () => {
      await spawn();
      await report('First');
      await refused(() => report('Second'));
    });

    it("are as they were before somebody else's was put aside", async () => {
      await spawn();
      fs.mkdirSync(place('.atlas/orchestrator/agents/AGENT_0049'));
      fs.writeFileSync(
        place('.atlas/orchestrator/agents/AGENT_0049/mission.md'),
        'of somebody else',
      );
      await refused(() => spawn());
    });
  });

  it('are not written, and nothing is recorded, where a folder stands in their place', async () => {
    await spawn();
    fs.mkdirSync(place(REPORT));
    const before = filesBelow(folder().root);
    await assert.rejects(
      report('x'),
      isAtlasError('contextUnwritable', { detail: 'a folder stands where the file should be' }),
    );
    assert.deepEqual(filesBelow(folder().root), before);
  });

  it('are put where they belong by an id that leads elsewhere', async () => {
    const id = '../../../../elsewhere';
    const context = contextOf(folder());
    context.spawned_agents?.push({ id, type: 'x', mission: 'y' });
    fs.writeFileSync(contextFileOf(folder()), JSON.stringify(context));
    await open(folder()).atlas.run(reportAgent, { agent: id, summary: 'x' });
    const reports = Object.keys(filesBelow(folder().root)).filter((name) =>
      name.endsWith('report.md'),
    );
    assert.match(reports.join(), /^\.atlas\/orchestrator\/agents\/[^/]+\/report\.md$/);
  });
});
