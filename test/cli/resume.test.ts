import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { briefingPage } from '../../src/core/documents/briefingPage';
import { endSession } from '../../src/core/operations/endSession';
import { briefing, type Briefing } from '../../src/core/queries/briefing';
import { lookBack } from '../../src/core/queries/lookBack';
import { identifyProcess, isAlive } from '../../src/node/processIdentity';
import { AgentProgram } from '../node/support/agentProgram';
import { Child } from '../node/support/children';
import { contextFileOf, contextOf, open } from '../node/support/open';
import { gitAt, makeRepository, put } from '../node/support/repository';
import { useSample } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import { data, says, useBundle, type Around } from './support/atlas';

/** As the command line is run in these tests, in UTC. */
const format = {
  time: (iso: string) => new Date(iso).toISOString().slice(0, 16).replace('T', ' '),
};

describe('the briefing of atlas resume', function () {
  this.timeout(30_000);
  useBundle();
  const folder = useSample();
  const here = (): Around => ({ cwd: folder().root });
  const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
  const resume = async (): Promise<Briefing> => (await data(['resume'], here())) as Briefing;

  it('is what the core makes of the context and its history', async () => {
    await says(['complete', '25', 'Live\nat last'], here());
    await says(['task', 'Measure *it*'], here());
    await says(['insight', 'Tokens expire'], here());
    const text = await says(['resume'], here());
    const { atlas } = open(folder());
    const made = atlas.read((context, now) => {
      const { since, records } = lookBack(context, (from) => atlas.history(from));
      return briefingPage(briefing(context, records, { now, since }), format);
    });
    assert.equal(text, made);
    assert.match(
      text,
      /\n## Since 2024-01-15 14:30\n\n### Finished\n\n- TASK_025 [^\n]*: Live at last\n/,
    );
    assert.match(text, /\n- Tokens expire\n/);
    assert.match(text, /\nAlso: 1 task added\.\n/);
  });

  it('is the same when it is asked for again at once', async () => {
    await says(['complete', '25', 'Live'], here());
    const first = await resume();
    const second = await resume();
    assert.deepEqual(ids(first.finished), ['TASK_025']);
    assert.deepEqual([second.since, second.finished], [first.since, first.finished]);
  });

  it('is the same while the session of a window goes on', async () => {
    await says(['resume'], here());
    await open(folder()).atlas.run(endSession, {});
    const ended = contextOf(folder()).atlas?.session?.ended;
    await says(['resume'], here());
    const window = new Child('takeLease', [folder().root, contextOf(folder()).last_session ?? '']);
    await window.says('taken');
    await says(['complete', '25', 'Live'], here());
    for (const told of [await resume(), await resume()]) {
      assert.equal(told.since, ended);
      assert.deepEqual(ids(told.finished), ['TASK_025']);
    }
    await window.kill();
  });

  it('is one document of data with --json', async () => {
    const told = await resume();
    const { project, session, since } = told;
    assert.deepEqual(
      [project, session.number, session.active, since],
      ['project_alpha', 13, true, '2024-01-15T14:30:00.000Z'],
    );
    assert.deepEqual(told.next[0], {
      act: 'goOn',
      item: 'TASK_025',
      about: 'Implement Auth0 integration',
      command: 'atlas spawn "…" --task TASK_025',
    });
  });

  it('says what others did to the context file', async () => {
    await says(['resume'], here());
    await open(folder()).atlas.run(endSession, {});
    const file = contextFileOf(folder());
    const context = contextOf(folder());
    const key_insights = [...(context.key_insights ?? []), 'By hand'];
    fs.writeFileSync(file, JSON.stringify({ ...context, key_insights }, undefined, 2));
    assert.match(
      await says(['resume'], here()),
      /### Learnt\n\n- By hand\n\n### Changed outside of Atlas\n\n- [-\d: ]+ the context file was edited: 1 insight added\n/,
    );
  });

  it('tells what changed in git since, and nothing where there is no repository', async () => {
    assert.doesNotMatch(await says(['resume'], here()), /In the repository/);
    makeRepository(folder().root);
    put(folder().root, 'new.txt');
    gitAt(new Date().toISOString(), folder().root, 'commit', '--allow-empty', '--message=Now *it*');
    assert.match(
      await says(['resume'], here()),
      /\n## In the repository\n\nOn the branch main; 2 new commits; 1 uncommitted file\.\n\n- \w{8} Now \\\*it\\\* \(Ada\)\n/,
    );
  });

  if (process.platform !== 'win32') {
    it('finds an agent whose runner was killed, once', async () => {
      const program = new AgentProgram(folder().root);
      await says(['spawn', 'Look'], here());
      const launch = JSON.stringify(program.launch('wait'));
      const runner = new Child('runner', [folder().root, '48', launch]);
      await until('the program has started', () => program.hasStarted);
      try {
        assert.deepEqual(ids((await resume()).running), ['AGENT_0048']);
        await runner.kill();
        const { running, withoutReport, next, session } = await resume();
        assert.deepEqual([ids(running), ids(withoutReport)], [[], ['AGENT_0048']]);
        assert.deepEqual([next[0]?.act, next[0]?.item], ['lookAfter', 'AGENT_0048']);
        assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.status, 'lost');
        // It was found out in the new session, and is no sign of life of the one before.
        const { previous_session: before } = contextOf(folder()).atlas ?? {};
        assert.ok((before?.ended ?? '') <= (session.started ?? ''));
        assert.deepEqual(ids((await resume()).withoutReport), ['AGENT_0048']);
        const lost = open(folder())
          .atlas.history()
          .filter(({ event }) => event.type === 'agentLost');
        assert.equal(lost.length, 1);
        // Its program had outlived the runner.
        assert.equal(isAlive(identifyProcess(program.facts.pid)), false);
        assert.match(
          await says(['resume'], here()),
          /AGENT_0048 .*: its runner was killed; 1 process of it that was still there was ended/,
        );
      } finally {
        await runner.kill();
      }
    });
  }
});
