import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatLaunch, parseLaunch } from '../../src/node/launch';

describe('the launch that a terminal hands to its runner', () => {
  it('arrives as it was', () => {
    const profile = fc.record(
      { program: fc.string(), args: fc.array(fc.string()) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(profile, (launch) => {
        assert.deepEqual(parseLaunch(formatLaunch(launch)), launch);
      }),
    );
  });

  it('is none where there is none', () => {
    assert.equal(parseLaunch(undefined), undefined);
    assert.equal(parseLaunch(''), undefined);
  });

  it("is none where the variable is somebody else's", () => {
    for (const text of [
      '1',
      'true',
      '{',
      '{"program": 7}',
      '{"args": ["x"]}',
      '["claude"]',
      'null',
      '{"program": "x", "args": "y"}',
    ]) {
      assert.equal(parseLaunch(text), undefined, text);
    }
  });

  it('may go without arguments', () => {
    assert.deepEqual(parseLaunch('{"program": "claude"}'), { program: 'claude', args: [] });
  });
});
