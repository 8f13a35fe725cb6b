import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { begun, orchestratorFile, readContext, run, until } from '../support/window';

interface Stored {
  readonly id: string;
  readonly status?: string;
  readonly failure?: string;
}

const OPEN_CHAT = 'workbench.action.chat.open';

/**
 * A chat that answers as VS Code's does. The chat itself cannot be used here: without an account its agent
 * asks for one and never answers, which is one of the cases.
 */
function useChat(answer: () => Promise<unknown>): {
  readonly requests: Record<string, unknown>[];
  readonly restore: () => void;
} {
  const requests: Record<string, unknown>[] = [];
  const commands = vscode.commands as { executeCommand: unknown };
  const models = vscode.lm as { selectChatModels: unknown };
  const before = [commands.executeCommand, models.selectChatModels] as const;
  const original = vscode.commands.executeCommand.bind(vscode.commands);
  commands.executeCommand = (id: string, ...values: unknown[]) => {
    if (id !== OPEN_CHAT) return original(id, ...values);
    requests.push(values[0] as Record<string, unknown>);
    return answer();
  };
  models.selectChatModels = () => Promise.resolve([{ id: 'scripted' }]);
  return {
    requests,
    restore: () => {
      [commands.executeCommand, models.selectChatModels] = before;
    },
  };
}

describe('a mission that goes to the chat', () => {
  const stored = (id: string): Stored | undefined =>
    (readContext(orchestratorFile('agent_project_context.json')).spawned_agents as Stored[]).find(
      (agent) => agent.id === id,
    );
  const settings = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('atlas.chat');
  const spawn = async (): Promise<string> =>
    (await run<Stored>('atlas.spawnAgent', { mission: 'Look', profile: 'chat' })).id;
  let chat: ReturnType<typeof useChat> | undefined;

  before(() => begun('agent project'));

  afterEach(async () => {
    chat?.restore();
    for (const key of ['mode', 'tools', 'model', 'timeoutMinutes']) {
      await settings().update(key, undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is sent with mode, model and tools as set, and has ended its turn when it is answered', async () => {
    await settings().update('mode', 'plan', vscode.ConfigurationTarget.Workspace);
    await settings().update('tools', ['search'], vscode.ConfigurationTarget.Workspace);
    await settings().update('model', { vendor: 'scripted' }, vscode.ConfigurationTarget.Workspace);
    chat = useChat(() => Promise.resolve({ timings: {} }));
    const id = await spawn();
    await until('its turn has ended', () => stored(id)?.status === 'turn_ended');
    const [{ query, mode, toolsInclude, modelSelector, isPartialQuery } = {}] = chat.requests;
    assert.match(String(query), new RegExp(`^${id}: Read .*mission\\.md`));
    assert.deepEqual(
      [mode, toolsInclude, modelSelector, isPartialQuery],
      ['plan', ['search'], { vendor: 'scripted' }, false],
    );
  });

  it('needs input when the chat stops for a confirmation', async () => {
    chat = useChat(() => Promise.resolve({ type: 'confirmation', kind: 'tool' }));
    const id = await spawn();
    await until('it needs input', () => stored(id)?.status === 'needs_input');
  });

  it('could not start when the chat says so', async () => {
    chat = useChat(() =>
      Promise.resolve({ errorDetails: { message: 'Language model unavailable' } }),
    );
    const id = await spawn();
    await until('it could not start', () => stored(id)?.status === 'failed');
    assert.equal(stored(id)?.failure, 'Language model unavailable');
  });

  it('could not start when the chat never answers', async () => {
    await settings().update('timeoutMinutes', 0.01, vscode.ConfigurationTarget.Workspace);
    chat = useChat(() => new Promise(() => undefined));
    const id = await spawn();
    await until('it could not start', () => stored(id)?.status === 'failed');
    assert.match(stored(id)?.failure ?? '', /did not answer/);
  });

  it('stays spawned where no model is there to answer it', async () => {
    const id = await spawn();
    assert.equal(stored(id)?.status, 'spawned');
  });
});
