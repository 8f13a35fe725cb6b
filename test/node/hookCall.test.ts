import * as assert from 'node:assert/strict';
import type { Atlas } from '../../src/core/atlas';
import { startAgent } from '../../src/core/operations/agentProcess';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { takeHookCall } from '../../src/node/hookCall';
import { writeMark } from '../../src/node/launch/agentMarks';
import { contextOf, open } from './support/open';
import { useSample } from './support/temporaryFolder';

describe("the call of an agent's hook", () => {
  const folder = useSample();
  let opened = 0;
  beforeEach(async () => {
    opened = 0;
    const { atlas } = open(folder());
    await atlas.run(spawnAgent, { mission: 'Look' });
    await atlas.run(startAgent, { agent: '48' });
  });
  const opening = (): Atlas => {
    opened += 1;
    return open(folder()).atlas;
  };
  const call = (hook_event_name: string, more: object = {}, remind = true): Promise<unknown> =>
    takeHookCall(
      folder(),
      { agent: 'AGENT_0048', payload: { hook_event_name, session_id: 's-1', ...more }, remind },
      opening,
    );
  const agent = () => contextOf(folder()).spawned_agents?.at(-1);

  it('makes known what the agent waits for, that it goes on, and its conversation', async () => {
    await call('PermissionRequest', { tool_name: 'Bash' });
    assert.deepEqual(
      [agent()?.status, agent()?.waits_for?.about, agent()?.cli_session],
      ['needs_input', 'permission to use Bash', 's-1'],
    );
    await call('PostToolUse');
    assert.deepEqual([agent()?.status, agent()?.waits_for], ['running', undefined]);
    await call('Stop');
    assert.equal(agent()?.status, 'turn_ended');
  });

  it('does not ask the journal again for what was said already', async () => {
    await call('PostToolUse');
    await call('PostToolUse');
    await call('PostToolUse');
    assert.equal(opened, 1);
    await call('PermissionRequest', { tool_name: 'Bash' });
    await call('PostToolUse');
    assert.equal(opened, 3);
  });

  it('reminds an agent once of the report it owes, and no agent that has reported', async () => {
    const first = (await call('Stop')) as { decision: string; reason: string };
    assert.equal(first.decision, 'block');
    assert.match(first.reason, /not reported on your mission \(\.atlas\/.*mission\.md\)/);
    await call('UserPromptSubmit');
    assert.equal(await call('Stop'), undefined);
  });

  it('reminds nobody where that is not wanted, or where the report is there', async () => {
    assert.equal(await call('Stop', {}, false), undefined);
    await call('UserPromptSubmit');
    await open(folder()).atlas.run(reportAgent, { agent: '48', summary: 'Found it' });
    assert.equal(await call('Stop'), undefined);
    assert.equal(agent()?.status, 'reported');
  });

  it('hands words over at the next opportunity, to one of several hooks', async () => {
    writeMark(folder(), 'AGENT_0048', 'words', 'Wrap up');
    assert.equal(await call('PermissionRequest', { tool_name: 'Bash' }), undefined);
    const answers = await Promise.all([call('PostToolUse'), call('PostToolUse')]);
    assert.deepEqual(
      answers.filter((answer) => answer !== undefined),
      [{ hookSpecificOutput: { hookEventName: 'PostToolUse', additionalContext: 'Wrap up' } }],
    );
  });

  it('leaves an agent alone of which a subagent speaks', async () => {
    assert.equal(await call('Stop', { agent_id: 'sub' }), undefined);
    assert.deepEqual([agent()?.status, opened], ['running', 0]);
  });
});
