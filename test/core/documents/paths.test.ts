import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { missionPath, reportPath } from '../../../src/core/documents/paths';

describe("the place of an agent's documents", () => {
  it('is a folder of its own', () => {
    assert.equal(missionPath('AGENT_0001'), 'agents/AGENT_0001/mission.md');
    assert.equal(reportPath('AGENT_0001'), 'agents/AGENT_0001/report.md');
  });

  it("is below the agents' folder whatever an id says in a file that others wrote", () => {
    const part = fc.constantFrom('..', '/', '\\', '.', 'C:', '\0', 'a', ' ', '~');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part).map((parts) => parts.join('')),
          fc.string(),
        ),
        (id) => {
          for (const path of [missionPath(id), reportPath(id)]) {
            assert.match(path, /^agents\/(?!\.)[\p{L}\p{N}_.%;-]+\/(mission|report)\.md$/u);
          }
        },
      ),
    );
  });

  it('differs for ids that differ', () => {
    assert.notEqual(reportPath('a/b'), reportPath('a_b'));
    assert.notEqual(reportPath('../x'), reportPath('x'));
    assert.notEqual(reportPath(''), reportPath('.'));
  });
});
