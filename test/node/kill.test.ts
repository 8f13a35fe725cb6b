import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { addTask } from '../../src/core/operations/addTask';
import type { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { Child } from './support/children';
import { interceptCalls } from './support/fileSystemCalls';
import { open } from './support/open';
import { SCENARIOS, Prepared, type Scenario } from './support/scenarios';
import {
  assertMissions,
  assertSettled,
  projectOf,
  readAnyhow,
  seenAfresh,
} from './support/soundness';
import { useTemporaryFolder } from './support/temporaryFolder';

/** How much longer than usual the next command may take, in ms. */
const DELAY_MS = 500;

interface Kill {
  readonly call: number;
  readonly halfway: boolean;
}

/** Processes that have loaded everything and wait for a job: starting is most of what a kill costs. */
class Waiting {
  readonly #children = [new Child('dieAtCall', []), new Child('dieAtCall', [])];

  async next(): Promise<Child> {
    const child = this.#children.shift();
    this.#children.push(new Child('dieAtCall', []));
    await child?.says('ready');
    return child ?? this.next();
  }

  async end(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.kill()));
  }
}

describe('a writer that is killed', () => {
  const folder = useTemporaryFolder();
  let waiting: Waiting;
  beforeEach(() => {
    waiting = new Waiting();
  });
  afterEach(() => waiting.end());

  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    it(`at any step of ${name} loses nothing`, async function () {
      this.timeout(120_000);
      const prepared = new Prepared(scenario, path.join(folder(), 'pattern'));
      const kills = await killsOf(scenario, await prepared.copyTo(path.join(folder(), 'whole')));
      for (const [index, kill] of kills.entries()) {
        const root = path.join(folder(), String(index));
        const place = await prepared.copyTo(root);
        const child = await waiting.next();
        const said = await killed(child, { root, scenario: name, ...kill });
        try {
          await checkAfter(scenario, place, said);
        } catch (error) {
          throw new Error(`${name}, killed at ${JSON.stringify(kill)}: ${String(error)}`, {
            cause: error,
          });
        }
        fs.rmSync(root, { recursive: true });
      }
    });
  }
});

/** Each call of the act that changes a file, and each write once more: halfway through. */
async function killsOf(scenario: Scenario, place: OrchestrationFolder): Promise<Kill[]> {
  const names: string[] = [];
  const giveBack = interceptCalls('changing', ({ name, make }) => {
    names.push(name);
    return make();
  });
  try {
    await scenario.act(place);
  } finally {
    giveBack();
  }
  return names.flatMap((name, call) => [
    { call, halfway: false },
    ...(name === 'writeSync' ? [{ call, halfway: true }] : []),
  ]);
}

async function killed(child: Child, job: object): Promise<string> {
  let said = '';
  child.process.stdout?.on('data', (data) => {
    said += String(data);
  });
  child.process.send(job);
  assert.equal(await child.end(), 'SIGKILL');
  return said;
}

async function checkAfter(
  scenario: Scenario,
  place: OrchestrationFolder,
  said: string,
): Promise<void> {
  const project = projectOf(place);
  const file = project && place.contextFile(project);
  const before = file && fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  if (before !== undefined && !before.startsWith('<<<<<<<')) {
    readAnyhow(file);
  }
  const seen = project ? seenAfresh(place) : undefined;
  const count = scenario.count(seen);
  assert.ok(count === 1 || (count === 0 && said === ''), `it is there ${count} times`);
  const words = JSON.stringify(seen);
  for (const kept of project ? scenario.kept : []) {
    assert.ok(words.includes(kept), `${kept} is lost`);
  }
  // The next one is neither stopped nor much delayed.
  const start = performance.now();
  if (seen) {
    await open(place).atlas.run(addTask, { description: 'Next' });
  } else {
    await scenario.act(place);
  }
  const took = performance.now() - start;
  assert.ok(took < DELAY_MS, `the next one took ${took} ms`);
  const settled = assertSettled(place);
  assert.equal(scenario.count(settled), seen ? count : 1);
  // Also those that git had put into one file: what was not done for the killed one is done for the next.
  assertMissions(place, settled, scenario.kept);
  for (const kept of scenario.kept) {
    assert.ok(JSON.stringify(settled).includes(kept), `${kept} is lost after the next one`);
  }
}
