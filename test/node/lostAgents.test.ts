import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { noteLostAgents } from '../../src/core/operations/noteLostAgents';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { startAgent } from '../../src/core/operations/agentProcess';
import { runAgent } from '../../src/node/agentRunner';
import { launchOf } from '../../src/node/launch/terminalLaunch';
import { lostAgents } from '../../src/node/lostAgents';
import { identifyProcess } from '../../src/node/processIdentity';
import { AgentProgram } from './support/agentProgram';
import { contextOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';

/** No process has this number: it is beyond what systems hand out. */
const NOBODY = 2 ** 30;

describe('lost agents', () => {
  const folder = useSample();
  const runFile = (): string => path.join(folder().localFolder, 'agents', 'AGENT_0048.json');
  let started: string | undefined;
  beforeEach(async () => {
    const { atlas } = open(folder());
    await atlas.run(spawnAgent, { mission: 'Look' });
    ({ started } = await atlas.run(startAgent, { agent: '48' }));
    fs.mkdirSync(path.dirname(runFile()), { recursive: true });
  });
  const found = (): string[] => lostAgents(folder(), contextOf(folder()));
  const gone = (): object => ({ ...identifyProcess(), pid: NOBODY, started });
  const leave = (record: unknown): void => {
    fs.writeFileSync(runFile(), JSON.stringify(record));
  };

  it('are those whose runner left its record and is no more', () => {
    leave(gone());
    assert.deepEqual(found(), ['AGENT_0048']);
  });

  it('are not those whose runner is alive', () => {
    leave({ ...identifyProcess(), started });
    assert.deepEqual(found(), []);
  });

  const unknown: Readonly<Record<string, () => unknown>> = {
    'no record was left': () => undefined,
    'the record is of another machine': () => ({ ...gone(), host: 'elsewhere' }),
    'the record is of another start': () => ({ ...gone(), started: '2020-01-01T00:00:00.000Z' }),
    'the record does not say of which start it is': () => ({ ...gone(), started: undefined }),
    'the record is of another form': () => ['x'],
    'the record is empty': () => null,
  };
  for (const [when, record] of Object.entries(unknown)) {
    it(`are not those of whom nothing is known: ${when}`, () => {
      const left = record();
      if (left !== undefined) {
        leave(left);
      }
      assert.deepEqual(found(), []);
    });
  }

  it('are not those of whom nothing is known: the record cannot be read', () => {
    fs.writeFileSync(runFile(), '{"pid":');
    assert.deepEqual(found(), []);
    fs.rmSync(runFile());
    fs.mkdirSync(runFile());
    assert.deepEqual(found(), []);
  });

  it('are not those that have reported, whatever became of their runner', async () => {
    leave(gone());
    await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'Found it' });
    assert.deepEqual(found(), []);
  });

  it('are noted as lost only while they are still on record as running', async () => {
    const { atlas } = open(folder());
    const noted = await atlas.run(noteLostAgents, { agents: ['AGENT_0048', 'AGENT_0048', 'x'] });
    assert.deepEqual(
      noted.map(({ id, status }) => [id, status]),
      [['AGENT_0048', 'lost']],
    );
    assert.deepEqual(await atlas.run(noteLostAgents, { agents: ['AGENT_0048'] }), []);
    assert.equal(atlas.history().filter(({ event }) => event.type === 'agentLost').length, 1);
  });

  it('are found out where the runner could not record the end', async () => {
    const { atlas } = open(folder());
    await atlas.run(spawnAgent, { mission: 'Look' });
    const run = atlas.run.bind(atlas);
    atlas.run = (operation, input) =>
      operation.name === 'endAgent' ? Promise.reject(new Error('no room')) : run(operation, input);
    const launch = launchOf(new AgentProgram(folder().root).launch(0));
    const own = { node: process.execPath, script: 'no/script.cjs' };
    await assert.rejects(runAgent(atlas, folder(), '49', launch, { own }), /no room/);
    const file = path.join(folder().localFolder, 'agents', 'AGENT_0049.json');
    const left = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
    assert.deepEqual(found(), [], 'the runner is this process');
    fs.writeFileSync(file, JSON.stringify({ ...left, pid: NOBODY }));
    assert.deepEqual(found(), ['AGENT_0049']);
  });
});
