import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { addTask } from '../../src/core/operations/addTask';
import type { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { interceptCalls, shortenWrites } from './support/fileSystemCalls';
import { open } from './support/open';
import { Prepared, SCENARIOS, type Scenario } from './support/scenarios';
import { soak } from './support/soak';
import { assertSettled, projectOf, seenAfresh } from './support/soundness';
import { useTemporaryFolder } from './support/temporaryFolder';

const CODES = ['EIO', 'ENOSPC', 'EACCES'] as const;

/** How many of the codes are tried at each call; all of them by `npm run test:soak`. */
const CODES_EACH = soak(1, CODES.length);

describe('a fault of the file system', () => {
  const folder = useTemporaryFolder();

  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    it(`at any call of ${name} is told, and leaves all that was there`, async function () {
      this.timeout(240_000);
      const prepared = new Prepared(scenario, path.join(folder(), 'pattern'));
      const problems: string[] = [];
      const calls = await callsOf(scenario, await prepared.copyTo(path.join(folder(), 'whole')));
      for (const [at, call] of calls.entries()) {
        for (let other = 0; other < CODES_EACH; other += 1) {
          const code = CODES[(at + other) % CODES.length] ?? 'EIO';
          const root = path.join(folder(), 'tried');
          const place = await prepared.copyTo(root);
          try {
            await checkFault(scenario, place, at, code);
          } catch (error) {
            problems.push(`${code} at ${at}, ${call}: ${String(error)}`);
          }
          fs.rmSync(root, { recursive: true });
        }
      }
      assert.deepEqual(problems, []);
    });

    it(`that lets ${name} write only few bytes at a time is not noticed`, async () => {
      const prepared = new Prepared(scenario, path.join(folder(), 'pattern'));
      const place = await prepared.copyTo(path.join(folder(), 'tried'));
      const giveBack = shortenWrites(7);
      try {
        await scenario.act(place);
      } finally {
        giveBack();
      }
      assert.equal(scenario.count(assertSettled(place)), 1);
      seenAfresh(place);
    });
  }
});

/** Every call of the act to the file system, in words. */
async function callsOf(scenario: Scenario, place: OrchestrationFolder): Promise<string[]> {
  const calls: string[] = [];
  const giveBack = interceptCalls('all', ({ name, args, make }) => {
    calls.push(`${name} ${args.map((arg) => String(arg).slice(-60)).join(' ')}`);
    return make();
  });
  try {
    await scenario.act(place);
  } finally {
    giveBack();
  }
  return calls;
}

async function checkFault(
  scenario: Scenario,
  place: OrchestrationFolder,
  at: number,
  code: string,
): Promise<void> {
  let calls = 0;
  const giveBack = interceptCalls('all', ({ name, make }) => {
    calls += 1;
    // existsSync tells nothing of faults.
    if (calls - 1 !== at || name === 'existsSync') {
      return make();
    }
    if (name === 'closeSync') {
      make();
    }
    throw Object.assign(new Error(`${code}: injected, ${name}`), { code });
  });
  let refusal: unknown;
  try {
    await scenario.act(place);
  } catch (error) {
    refusal = error;
  } finally {
    giveBack();
  }
  if (refusal !== undefined) {
    assert.ok(refusal instanceof AtlasError, `not an AtlasError: ${inspect(refusal)}`);
    assert.doesNotMatch(errorText(refusal).message, /\{\w+\}/);
  }
  await checkAfter(scenario, place, refusal === undefined);
}

async function checkAfter(
  scenario: Scenario,
  place: OrchestrationFolder,
  done: boolean,
): Promise<void> {
  const project = projectOf(place);
  const seen = project ? seenAfresh(place) : undefined;
  const count = scenario.count(seen);
  assert.equal(count, done ? 1 : scenario.before, done ? 'said to be done' : 'refused, and there');
  for (const kept of project ? scenario.kept : []) {
    assert.ok(JSON.stringify(seen).includes(kept), `${kept} is lost`);
  }
  // What was refused can be done now.
  if (!done) {
    await scenario.act(place);
  } else {
    await open(place).atlas.run(addTask, { description: 'Next' });
  }
  const settled = assertSettled(place);
  assert.equal(scenario.count(settled), 1);
  seenAfresh(place);
  for (const kept of scenario.kept) {
    assert.ok(JSON.stringify(settled).includes(kept), `${kept} is lost after the next one`);
  }
}

function inspect(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
