import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  fillPlaceholders,
  promptFor,
  type PlaceholderValues,
} from '../../../src/core/model/profile';

const values: Partial<PlaceholderValues> = {
  mission: 'Look at {root} for $& and $1',
  missionFile: '/w/.atlas/orchestrator/agents/AGENT_0001/mission.md',
  prompt: 'Read it',
  agent: 'AGENT_0001',
  root: '/w',
};

describe('fillPlaceholders', () => {
  it('fills every placeholder, also several in one argument', () => {
    const filled = fillPlaceholders(
      ['{agent}', '--file={missionFile}', '{root}:{root}', '{prompt}'],
      values,
    );
    assert.deepEqual(filled, ['AGENT_0001', `--file=${values.missionFile}`, '/w:/w', 'Read it']);
  });

  it('says the mission word for word, and does not fill what stands in it', () => {
    assert.deepEqual(fillPlaceholders(['{mission}'], values), ['Look at {root} for $& and $1']);
  });

  it('leaves other words in braces as they are', () => {
    const others = ['{}', '{Agent}', '{ agent }', '{{x}}', '{constructor}', '${HOME}'];
    assert.deepEqual(fillPlaceholders(others, values), others);
  });

  it('never makes one argument of two, or two of one', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (args, mission) => {
        assert.equal(fillPlaceholders(args, { ...values, mission }).length, args.length);
        assert.deepEqual(fillPlaceholders(['{mission}'], { ...values, mission }), [mission]);
      }),
    );
  });
});

describe('promptFor', () => {
  it("names the mission's file, and asks to report", () => {
    assert.match(promptFor('a/mission.md'), /^Read a\/mission\.md .*report/);
  });
});
