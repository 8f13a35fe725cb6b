import * as assert from 'node:assert/strict';
import * as z from 'zod';
import { Atlas, type Preface } from '../../src/core/atlas';
import { indexOf } from '../../src/core/model/contextIndex';
import { joinSession } from '../../src/core/model/sessions';
import { operation } from '../../src/core/operation';
import { addObjective } from '../../src/core/operations/addObjective';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { resumeOrchestration } from '../../src/core/operations/resumeOrchestration';
import { saveContext } from '../../src/core/operations/saveContext';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { isAtlasError } from './support/atlasError';
import { MemoryStore } from './support/memoryStore';
import { NOON } from './support/play';
import { sampleContext } from './support/sample';

const clock = { now: () => NOON };
const beginSession: Preface = (context, now) =>
  joinSession(context, { opened: now, now, resuming: true, holder: () => 'ours' });

describe('Atlas', () => {
  it('runs an operation in one write, and returns what it made', async () => {
    const store = new MemoryStore(sampleContext());
    const objective = await new Atlas(store, clock).run(addObjective, {
      description: 'Pay faster',
    });
    assert.equal(objective.id, 'OBJ_002');
    assert.deepEqual(
      store.plans.map(({ at, events }) => [at, events.map(({ type }) => type)]),
      [[NOON, ['objectiveAdded']]],
    );
  });

  it('says who acts where one program acts for several', async () => {
    const store = new MemoryStore(sampleContext());
    const atlas = new Atlas(store, clock);
    await atlas.run(recordInsight, { text: 'a' }, { actor: 'AGENT_0001' });
    await atlas.run(recordInsight, { text: 'b' }, { actor: undefined });
    assert.deepEqual(
      store.plans.map(({ actor }) => actor),
      ['AGENT_0001', undefined],
    );
  });

  it('runs it at once when nothing can be awaited any more', () => {
    const store = new MemoryStore(sampleContext());
    const insight = new Atlas(store, clock).runNow(recordInsight, { text: 'Tokens expire' });
    assert.equal(insight.number, 3);
    assert.equal(store.state.context?.key_insights?.length, 3);
  });

  it('refuses bad input before anything is decided', async () => {
    const store = new MemoryStore(sampleContext());
    const refused = isAtlasError('inputInvalid', { operation: 'addObjective' });
    await assert.rejects(new Atlas(store, clock).run(addObjective, { description: '' }), refused);
    assert.deepEqual(store.plans, []);
  });

  it('changes nothing when the operation is refused', async () => {
    const store = new MemoryStore(sampleContext());
    const atlas = new Atlas(store, clock, beginSession);
    await assert.rejects(
      atlas.run(spawnAgent, { mission: 'x', task: '9' }),
      isAtlasError('taskNotFound'),
    );
    assert.deepEqual(store.state.context, sampleContext());
  });

  it('writes the beginning of the session together with the act that needs it', async () => {
    const store = new MemoryStore(sampleContext());
    const agent = await new Atlas(store, clock, beginSession).run(spawnAgent, { mission: 'Look' });
    assert.deepEqual(
      store.plans.map(({ events }) => events.map(({ type }) => type)),
      [['sessionStarted', 'agentSpawned']],
    );
    assert.equal(agent.session, 'session_20260301_120000');
  });

  it('does not look through all items again because a session begins', async () => {
    const context = sampleContext();
    const index = indexOf(context);
    let decidedBy: unknown;
    const look = operation('look', z.strictObject({}), (begun) => {
      decidedBy = indexOf(begun);
      return { events: [], result: ({ last_session }) => last_session };
    });
    await new Atlas(new MemoryStore(context), clock, beginSession).run(look, {});
    assert.ok(decidedBy === index);
  });

  it('asks the preface with the name of the operation', async () => {
    const asked: string[] = [];
    const atlas = new Atlas(new MemoryStore(sampleContext()), clock, (_context, now, name) => {
      asked.push(`${name} ${now}`);
      return [];
    });
    await atlas.run(recordInsight, { text: 'x' });
    assert.deepEqual(asked, [`recordInsight ${NOON}`]);
  });

  it('resumes with the status after the session began', async () => {
    const atlas = new Atlas(new MemoryStore(sampleContext()), clock, beginSession);
    const { session } = await atlas.run(resumeOrchestration, {});
    assert.deepEqual([session.number, session.active, session.started], [13, true, NOON]);
  });

  it('saves with the revision that is on disk then', async () => {
    const atlas = new Atlas(new MemoryStore(sampleContext()), clock);
    await atlas.run(recordInsight, { text: 'x' });
    const saved = await atlas.run(saveContext, {});
    assert.deepEqual(saved, { project: 'project_alpha', revision: 2, saved: NOON });
  });

  it('answers questions about what is there, and none where nothing is', () => {
    const name = (project: { project_name: string }, now: string): string =>
      `${project.project_name} ${now}`;
    assert.equal(
      new Atlas(new MemoryStore(sampleContext()), clock).read(name),
      `project_alpha ${NOON}`,
    );
    assert.equal(new Atlas(new MemoryStore(), clock).read(name), undefined);
  });

  it('passes on the changes of its store until nobody listens any more', () => {
    const atlas = new Atlas(new MemoryStore(sampleContext()), clock);
    let told = 0;
    const listening = atlas.onDidChange(() => (told += 1));
    atlas.runNow(recordInsight, { text: 'one' });
    listening.dispose();
    atlas.runNow(recordInsight, { text: 'two' });
    assert.equal(told, 1);
  });
});
