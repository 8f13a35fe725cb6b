import * as assert from 'node:assert/strict';
import { parseCriterion } from '../../../src/core/model/criteria';
import {
  AGENT_TYPES,
  missionDefaults,
  suggestedCriteria,
} from '../../../src/core/model/missionDefaults';

describe('missionDefaults', () => {
  it('give each type the time it usually needs', () => {
    const minutes = AGENT_TYPES.map((type) => [type, missionDefaults(type).timeboxMinutes]);
    assert.deepEqual(Object.fromEntries(minutes), {
      researcher: 30,
      analyst: 30,
      developer: 60,
      reviewer: 30,
      executor: 30,
      advisor: 20,
      lead: 120,
    });
  });

  it('say for each type, and for types of people’s own, what has to come back', () => {
    for (const type of [...AGENT_TYPES, 'gardener', 'toString']) {
      assert.ok(missionDefaults(type).outputRequirements.length > 0, type);
    }
  });
});

describe('suggestedCriteria', () => {
  const scripts = { lint: 'eslint .', test: 'mocha', start: 'node .' };

  it('begin with what the project can check by itself', () => {
    assert.deepEqual(suggestedCriteria('developer', scripts).slice(0, 2), [
      'run: npm test',
      'run: npm run lint',
    ]);
  });

  it('offer no tests where there are none', () => {
    const none = { test: 'echo "Error: no test specified" && exit 1' };
    for (const given of [none, {}, undefined]) {
      assert.ok(!suggestedCriteria('developer', given).includes('run: npm test'));
    }
  });

  it('offer no checks of the project for work that leaves it as it is', () => {
    assert.ok(!suggestedCriteria('researcher', scripts).includes('run: npm test'));
  });

  it('are criteria that can be used as they are', () => {
    for (const type of AGENT_TYPES) {
      for (const criterion of suggestedCriteria(type, scripts)) {
        assert.equal(parseCriterion(criterion).text, criterion);
      }
    }
  });
});
