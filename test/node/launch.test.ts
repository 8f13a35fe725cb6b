import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatLaunch, launchOf, parseLaunch } from '../../src/node/launch/terminalLaunch';

describe('the launch that a terminal hands to its runner', () => {
  it('arrives as it was', () => {
    const launches = fc
      .record({ program: fc.string(), args: fc.array(fc.string()) }, { noNullPrototype: true })
      .chain((profile) =>
        fc
          .record(
            {
              run: fc.integer({ min: 1, max: 9 }),
              purpose: fc.constantFrom('goOn' as const, 'report' as const, 'rework' as const),
              headless: fc.boolean(),
              trusted: fc.boolean(),
              graceMinutes: fc.constantFrom(null, 0, 5, 0.5),
              remind: fc.boolean(),
            },
            { requiredKeys: [], noNullPrototype: true },
          )
          .map((more) => launchOf(profile, more)),
      );
    fc.assert(
      fc.property(launches, (launch) => {
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
      '{"profile": {"program": 7}}',
      '{"profile": {"args": ["x"]}}',
      '["claude"]',
      'null',
      '{"profile": {"program": "x", "args": "y"}}',
      '{"profile": {"program": "x"}, "run": 0}',
    ]) {
      assert.equal(parseLaunch(text), undefined, text);
    }
  });

  it('may go without arguments, and is then a first run that nobody ends', () => {
    assert.deepEqual(
      parseLaunch('{"profile": {"program": "claude"}}'),
      launchOf({ program: 'claude', args: [] }),
    );
  });
});
