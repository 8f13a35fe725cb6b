import * as assert from 'node:assert/strict';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { outside } from '../support/outside';
import { rows, run } from '../support/window';
import { PATIENCE_MS, RealAgents, terminalOf, until, type Script } from './realAgents';

const CRITERION = 'review: a newcomer understands the page';

describe('a reviewer that is a real agent program', function () {
  this.timeout(2 * PATIENCE_MS);

  const real = new RealAgents();

  /** Somebody whose work is to be judged; how it came about is no matter here. */
  async function hasReported(): Promise<string> {
    const worker = outside();
    const mission = 'Write the page';
    const { id } = await worker.run(spawnAgent, { mission, successCriteria: [CRITERION] });
    await worker.run(startAgent, { agent: id });
    await worker.run(reportAgent, { agent: id, summary: 'Wrote it, and "tested" it' });
    await until(`${id} has reported`, () => real.stored(id)?.status === 'reported');
    return id;
  }

  const review = (of: string, profile: string) => ({
    ...{ profile, type: 'reviewer', reviews: of, reviewsCriterion: CRITERION },
    mission: `Judge whether this holds for what ${of} reported: a newcomer understands the page`,
  });

  const verify = (agent: string, accepted: boolean, note?: string) =>
    run('atlas.verifyReport', { agent, accepted, ...(note === undefined ? {} : { note }) });

  it('claude finds that the criterion holds, by its tool: the mission can be verified', async () => {
    const worker = await hasReported();
    await assert.rejects(verify(worker, true), /not checked/);
    let read = '';
    const script: Script = ({ results }) => {
      if (results.length === 0) return { tool: 'read_mission', input: {} };
      if (results.length === 1) {
        read = results[0]?.text ?? '';
        return { tool: 'report', input: { status: 'success', summary: 'Two people got it' } };
      }
      return { text: 'Judged.' };
    };
    const profile = await real.useProfile('reviewer', 'claude');
    const reviewer = await real.spawn(review(worker, profile), script);
    await until('it has reported', () => real.stored(reviewer)?.status === 'reported');
    assert.match(read, /What is to be judged/);
    assert.ok(read.includes(CRITERION) && read.includes(`agents/${worker}/report.md`), read);

    const [{ checked: _at, ...check } = { checked: '' }] = real.stored(worker)?.checks ?? [];
    assert.deepEqual(check, {
      ...{ criterion: CRITERION, passed: true, detail: 'Two people got it', by: reviewer },
    });
    assert.equal(real.stored(worker)?.status, 'reported', 'its finding is no verdict yet');
    await verify(worker, true);
    assert.equal(real.stored(worker)?.status, 'verified');
    terminalOf(reviewer)?.dispose();
  });

  it('codex finds that it does not, by the command: the mission is not verified, and sent back', async () => {
    const worker = await hasReported();
    const words = "--status failure --summary 'Nobody knows what `it` is'";
    const script: Script = ({ results }) =>
      results.length === 0
        ? { shell: `"$ATLAS_BIN/atlas" report ${words}` }
        : { text: 'I have judged.' };
    // Its sandbox lets the command write in the folder of the workspace alone, which is all that it needs.
    const profile = await real.useProfile('strict reviewer', 'codex');
    const reviewer = await real.spawn(review(worker, profile), script);
    await until('it has reported', () => real.stored(reviewer)?.status === 'reported');
    const [check] = real.stored(worker)?.checks ?? [];
    assert.deepEqual(
      [check?.criterion, check?.passed, check?.detail, check?.by],
      [CRITERION, false, 'Nobody knows what `it` is', reviewer],
    );
    await assert.rejects(verify(worker, true), /failed/);
    assert.equal(real.stored(worker)?.status, 'reported');
    await verify(worker, false, check?.detail);
    assert.deepEqual(
      [real.stored(worker)?.status, real.stored(worker)?.verification?.accepted],
      ['reported', false],
    );
    const row = (await rows('agents')).find(([label]) => label.startsWith(worker));
    assert.match(row?.[1] ?? '', /^report rejected/);
    terminalOf(reviewer)?.dispose();
  });
});
