import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { identifyProcess } from '../../../src/node/processIdentity';
import { outside } from '../support/outside';
import {
  begun,
  listenToNotices,
  orchestratorFile,
  readContext,
  rows,
  run,
  until,
  viewItems,
} from '../support/window';

/** No process has this number: it is beyond what systems hand out. */
const NOBODY = 2 ** 30;

describe('an agent whose window was closed before its turn came', () => {
  let notices: ReturnType<typeof listenToNotices>;
  const stored = (id: string) =>
    readContext(orchestratorFile('agent_project_context.json')).spawned_agents.find(
      (agent) => agent.id === id,
    );

  before(async () => {
    await begun('agent project');
    notices = listenToNotices();
  });

  after(() => {
    notices.forget();
  });

  it('is told of with the one thing to do, and is started by that', async () => {
    const { id } = await outside().run(spawnAgent, { mission: 'Wait', profile: 'patient' });
    const promise = orchestratorFile('local', 'starts', `${id}.json`);
    fs.mkdirSync(path.dirname(promise), { recursive: true });
    fs.writeFileSync(promise, JSON.stringify({ ...identifyProcess(), pid: NOBODY }));
    await until('it is noticed', () => stored(id)?.status === 'failed');
    const about = 'the window that was to start it was closed before its turn came';
    await until('it is told', () =>
      notices.told.some(({ message }) => message === `${id} developer could not start: ${about}`),
    );
    assert.deepEqual(
      notices.told.filter(({ message }) => message.startsWith(id)).map(({ buttons }) => buttons),
      [['Start']],
    );
    assert.ok((await viewItems('agents')).has('agent+failed+unstarted'));
    assert.equal(fs.existsSync(promise), false);

    await run('atlas.launchAgent', { agent: id });
    await until('it runs', () => stored(id)?.status === 'running');
    await until('its row says so', async () =>
      (await rows('agents')).some(
        ([label, words]) => label.startsWith(id) && words.startsWith('running'),
      ),
    );
    await run('atlas.cancelAgent', { agent: id, reason: 'Enough' });
    await until('it is cancelled', () => stored(id)?.status === 'cancelled');
  });
});
