import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { hookAnswer, newsOfHook } from '../../../src/core/launch/hookSignals';

/** What real programs wrote to their hooks, in the order they did. */
function recorded(program: string): unknown[] {
  const file = path.join(__dirname, '../../../../test/fixtures/agent-hooks', `${program}.jsonl`);
  return fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

describe('what the hooks of real programs say', () => {
  const signals = {
    claude: ['working', 'needsInput', 'working', 'turnEnded'],
    codex: ['working', 'needsInput', 'working', 'turnEnded'],
    gemini: ['working', 'needsInput', 'working', 'turnEnded'],
    copilot: ['working', 'needsInput', 'working', 'turnEnded'],
  };
  for (const [program, expected] of Object.entries(signals)) {
    it(`${program}: that it works, waits for a permission, goes on, and ends its turn`, () => {
      const news = recorded(program).map(newsOfHook);
      const said = news.flatMap(({ signal }) => (signal === undefined ? [] : [signal]));
      assert.deepEqual(
        said.filter((signal, at) => signal !== said[at - 1]),
        expected,
      );
      const [session, ...others] = new Set(news.map(({ cliSession }) => cliSession));
      assert.ok(session);
      assert.deepEqual(others, []);
      assert.match(
        news.find(({ signal }) => signal === 'needsInput')?.about ?? '',
        /^permission to use /,
      );
    });
  }

  it('takes over nothing of what a tool was called with', () => {
    const news = newsOfHook({
      hook_event_name: 'PermissionRequest',
      session_id: 'a',
      tool_name: 'Bash',
      tool_input: { command: 'curl -H "Authorization: Bearer sk-secret"' },
    });
    assert.deepEqual(news, {
      cliSession: 'a',
      signal: 'needsInput',
      about: 'permission to use Bash',
    });
  });

  it('takes over nothing of what copilot says its user is asked', () => {
    const asked = recorded('copilot')
      .map(newsOfHook)
      .find(({ signal }) => signal === 'needsInput');
    assert.deepEqual(asked?.about, 'permission to use a tool');
  });

  it('hears nothing of a subagent, and tells it nothing', () => {
    const payload = { hook_event_name: 'Stop', session_id: 'a', agent_id: 'b' };
    assert.deepEqual(newsOfHook(payload), {});
    assert.equal(hookAnswer(payload, 'Report'), undefined);
  });

  it('says nothing where nothing is known, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        assert.equal(newsOfHook(payload).signal, undefined);
      }),
    );
  });
});

describe('the answer of a hook', () => {
  const answer = (event: unknown): unknown => hookAnswer({ hook_event_name: event }, 'Report');

  it('reaches the agent at the end of a turn and after a tool, and nowhere else', () => {
    assert.deepEqual(answer('Stop'), { decision: 'block', reason: 'Report' });
    assert.deepEqual(answer('AfterAgent'), { decision: 'deny', reason: 'Report' });
    assert.deepEqual(answer('PostToolUse'), {
      hookSpecificOutput: { hookEventName: 'PostToolUse', additionalContext: 'Report' },
    });
    for (const event of ['SessionStart', 'PermissionRequest', 'UserPromptSubmit', undefined, 7]) {
      assert.equal(answer(event), undefined);
    }
    for (const payload of [undefined, null, 'Stop', ['Stop']]) {
      assert.equal(hookAnswer(payload, 'Report'), undefined);
    }
  });

  it("is in copilot's own form after its tools", () => {
    const answers = recorded('copilot').flatMap((payload) => hookAnswer(payload, 'Hurry') ?? []);
    assert.deepEqual(answers, [
      { additionalContext: 'Hurry' },
      { decision: 'block', reason: 'Hurry' },
    ]);
  });
});
