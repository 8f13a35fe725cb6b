import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { launchAgent } from '../../../src/core/operations/launchAgent';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import {
  promiseStart,
  recordBrokenPromises,
  recordClosedTerminal,
} from '../../../src/node/launch/promisedStarts';
import { contextOf, open } from '../support/open';
import { useSample } from '../support/temporaryFolder';

/** No process has this number: it is beyond what systems hand out. */
const NOBODY = 2 ** 30;

describe('agents that a window was to start', () => {
  const folder = useSample();
  const file = (): string => path.join(folder().localFolder, 'starts', 'AGENT_0048.json');
  const state = (): string | undefined => contextOf(folder()).spawned_agents?.at(-1)?.status;
  const look = (): Promise<void> => recordBrokenPromises(open(folder()).atlas, folder());
  const dies = (more: object = {}): void => {
    const promised = JSON.parse(fs.readFileSync(file(), 'utf8')) as object;
    fs.writeFileSync(file(), JSON.stringify({ ...promised, pid: NOBODY, ...more }));
  };

  beforeEach(async () => {
    await open(folder()).atlas.run(spawnAgent, { mission: 'Look' });
    promiseStart(folder(), 'AGENT_0048');
  });

  it('wait for their turn while the window is there', async () => {
    await look();
    assert.equal(state(), 'spawned');
    assert.equal(fs.existsSync(file()), true);
  });

  it('could not start when the window is gone, and are told so once', async () => {
    dies();
    await look();
    await look();
    assert.equal(state(), 'failed');
    assert.match(contextOf(folder()).spawned_agents?.at(-1)?.failure ?? '', /^the window /);
    const told = open(folder())
      .atlas.history()
      .map(({ event }) => event.type);
    assert.equal(told.filter((type) => type === 'agentCouldNotStart').length, 1);
    assert.equal(fs.existsSync(file()), false);
  });

  it('are taken up again afterwards, and begin as for the first time', async () => {
    dies();
    await look();
    const { atlas } = open(folder());
    const launched = await atlas.run(launchAgent, { agent: '48' });
    assert.deepEqual(
      [launched.status, launched.failure, launched.ended],
      ['spawned', undefined, undefined],
    );
    const started = await atlas.run(startAgent, { agent: '48' });
    assert.deepEqual([started.status, started.runs], ['running', 1]);
  });

  it('are left to a runner whose terminal outlives the window, for a while', async () => {
    const now = Date.now();
    dies({ opened: new Date(now - 5_000).toISOString() });
    await look();
    assert.equal(state(), 'spawned');
    dies({ opened: new Date(now - 60_000).toISOString() });
    await look();
    assert.equal(state(), 'failed');
  });

  it('are what they have come to, where they began or reported meanwhile', async () => {
    dies();
    const { atlas } = open(folder());
    await atlas.run(startAgent, { agent: '48' });
    await recordClosedTerminal(atlas, 'AGENT_0048');
    await look();
    assert.equal(state(), 'running');
    assert.equal(fs.existsSync(file()), false);
    await atlas.run(spawnAgent, { mission: 'Look' });
    await atlas.run(reportAgent, { agent: '49', summary: 'Found it' });
    await recordClosedTerminal(atlas, 'AGENT_0049');
    assert.equal(state(), 'reported');
  });

  it('could not start when their terminal is closed before', async () => {
    await recordClosedTerminal(open(folder()).atlas, 'AGENT_0048');
    assert.equal(state(), 'failed');
  });

  for (const [what, text] of [
    ['cut off', '{"pid":'],
    ['of another form', '["x"]'],
    ['of another machine', JSON.stringify({ pid: NOBODY, start: '', host: 'elsewhere' })],
  ] as const) {
    it(`stay as they are where the promise is ${what}`, async () => {
      fs.writeFileSync(file(), text);
      await look();
      assert.equal(state(), 'spawned');
    });
  }
});
