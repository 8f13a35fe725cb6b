import * as assert from 'node:assert/strict';
import { parseInput } from '../../../src/core/operation';
import { addTask } from '../../../src/core/operations/addTask';
import { draftMission, spawnAgent } from '../../../src/core/operations/spawnAgent';
import { isAtlasError } from '../support/atlasError';
import { freshContext, NOON, play } from '../support/play';

const context = play(freshContext(), addTask, { description: 'Measure' }).after;

describe('draftMission', () => {
  const asked = {
    type: 'researcher',
    mission: 'Measure it',
    task: '1',
    successCriteria: ['run: npm test'],
    outputRequirements: ['The numbers'],
    timeboxMinutes: 30,
    worktree: true,
  };

  it('is to the letter what spawning writes then', () => {
    const draft = draftMission(context, parseInput(spawnAgent, asked), NOON);
    const { documents, result } = play(context, spawnAgent, asked);
    assert.equal(draft.document, documents[0]?.text);
    assert.deepEqual(draft.agent, result);
    assert.match(draft.document, /The numbers/);
  });

  it('refuses what spawning would refuse', () => {
    const draft = (changes: object): unknown =>
      draftMission(context, parseInput(spawnAgent, { ...asked, ...changes }), NOON);
    assert.throws(() => draft({ task: '9' }), isAtlasError('taskNotFound'));
    assert.throws(() => draft({ successCriteria: ['run: a && b'] }), isAtlasError('inputInvalid'));
  });
});
