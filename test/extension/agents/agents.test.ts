import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Client, Turn } from '../../e2e/support/modelProtocols';
import {
  homeFor,
  startScriptedModel,
  type ScriptedModel,
  type Step,
} from '../../e2e/support/scriptedModel';
import { atlas, orchestratorFile, readContext, root, run } from '../support/window';

/** What the model is to do for one agent, by a word that its mission's id leads to. */
type Script = (turn: Turn) => Step;

interface Stored {
  readonly id: string;
  readonly status?: string;
  readonly failure?: string;
  readonly cli_session?: string;
  readonly runs?: number;
  readonly waits_for?: { about?: string };
  readonly timebox_warned?: string;
  readonly timebox_over?: string;
  readonly report?: { status: string; summary: string };
  readonly checks?: readonly { criterion: string; passed: boolean }[];
  readonly verification?: { accepted: boolean };
}

const programs = JSON.parse(process.env['ATLAS_TEST_AGENTS'] ?? '{}') as Record<Client, string>;

/** Real programs take seconds to start, more of them on a machine that has other work. */
const PATIENCE_MS = 90_000;

describe('real agent programs, spawned in terminals', function () {
  this.timeout(2 * PATIENCE_MS);

  const scripts = new Map<string, Script>();
  let model: ScriptedModel;
  const profiles: Record<string, object> = {};

  before(async () => {
    model = await startScriptedModel((turn) => {
      const [, agent = ''] = /(AGENT_\d+)/.exec(turn.userText) ?? [];
      return scripts.get(agent)?.(turn) ?? { text: 'I do not know what to do.' };
    });
    await run('atlas.newOrchestration', { project: 'real agents' });
  });

  after(async () => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await model.close();
  });

  /** Makes a profile of its own for each agent: its own home, so that none knows of another. */
  async function useProfile(name: string, client: Client, more: object = {}): Promise<string> {
    const env = homeFor(client, { url: model.url, workspace: root() });
    profiles[name] = { program: programs[client], like: client, env, ...more };
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.profiles', profiles, vscode.ConfigurationTarget.Workspace);
    return name;
  }

  const stored = (id: string): Stored | undefined =>
    (readContext(orchestratorFile('real_agents_context.json')).spawned_agents as Stored[]).find(
      (agent) => agent.id === id,
    );

  async function until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!isSo()) {
      assert.ok(Date.now() < deadline, `waited, and still not: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The next agent gets its script before it asks its model for the first time. */
  async function spawn(
    values: { readonly profile: string; readonly [key: string]: unknown },
    script: Script,
  ): Promise<string> {
    const { spawned_agents: agents } = readContext(orchestratorFile('real_agents_context.json'));
    scripts.set(`AGENT_${String(agents.length + 1).padStart(4, '0')}`, script);
    const { id } = await run<Stored>('atlas.spawnAgent', values);
    return id;
  }

  /** Writes a file, then reports it. */
  const worksAndReports =
    (file: string): Script =>
    ({ results }) => {
      const place = path.join(root(), file);
      if (results.length === 0) return { writeFile: place, content: 'made by an agent\n' };
      if (results.length === 1) {
        const input = {
          status: 'success',
          summary: `Made ${file}`,
          evidence: [file],
          files: [file],
        };
        return { tool: 'report', input };
      }
      return { text: 'I have reported.' };
    };

  for (const client of ['claude', 'codex', 'gemini'] as const) {
    it(`${client} does a small job, reports through its tool, and is verified`, async () => {
      const file = `made-by-${client}.txt`;
      const profile = await useProfile(client, client, {
        // So that writing a file needs nobody's permission.
        args: {
          claude: ['--permission-mode', 'acceptEdits'],
          codex: [],
          gemini: ['--approval-mode', 'auto_edit'],
        }[client],
      });
      const id = await spawn(
        {
          profile,
          mission: 'Make a file "quoted" $(touch never) `touch never`',
          successCriteria: [
            `file: ${file} matches /made by/`,
            'run: node -e "process.exit(0)"',
            'It is nice',
          ],
        },
        worksAndReports(file),
      );
      await until(`${id} has reported`, () => stored(id)?.status === 'reported');
      assert.equal(fs.existsSync(path.join(root(), 'never')), false);
      await until('its conversation is known', () => stored(id)?.cli_session !== undefined);

      await assert.rejects(run('atlas.verifyReport', { agent: id, accepted: true }), /not checked/);
      // The commands of the mission run when the person allows it, in a terminal that shows them.
      const asked = listenToWarnings('Run');
      await run('atlas.checkReport', { agent: id });
      asked.forget();
      assert.deepEqual(asked.told[0]?.detail, 'run: node -e "process.exit(0)"');
      assert.deepEqual(
        stored(id)?.checks?.map(({ passed }) => passed),
        [true, true],
      );
      await run('atlas.verifyReport', { agent: id, accepted: true });
      assert.equal(stored(id)?.status, 'verified');
      const terminal = vscode.window.terminals.find(({ name }) => name.startsWith(id));
      assert.ok(terminal, 'its terminal is still there, to talk to it');
      terminal.dispose();
    });
  }

  it('codex asks for a permission, is given it in its terminal, and goes on', async () => {
    const profile = await useProfile('asking', 'codex');
    const id = await spawn({ profile, mission: 'Run a command' }, ({ results }) => {
      if (results.length === 0) {
        const input = {
          cmd: 'touch allowed.txt',
          sandbox_permissions: 'require_escalated',
          justification: 'May I?',
        };
        return { tool: 'exec_command', input };
      }
      if (results.length === 1) {
        return { tool: 'report', input: { status: 'success', summary: 'Ran it' } };
      }
      return { text: 'Done.' };
    });
    await until('it needs input', () => stored(id)?.status === 'needs_input');
    assert.match(stored(id)?.waits_for?.about ?? '', /^permission to use /);
    const terminal = vscode.window.terminals.find(({ name }) => name.startsWith(id));
    assert.ok(terminal);
    terminal.sendText('y', false);
    await until('it has reported', () => stored(id)?.status === 'reported');
    assert.equal(fs.existsSync(path.join(root(), 'allowed.txt')), true);
    terminal.dispose();
  });

  it('claude is denied its tool, ends without a report, and reports when it is asked to', async () => {
    const profile = await useProfile('denied', 'claude', {
      args: ['-p', '--permission-mode', 'dontAsk'],
    });
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.remindToReport', false, vscode.ConfigurationTarget.Workspace);
    const id = await spawn({ profile, mission: 'Run a command' }, ({ results, userText }) => {
      if (userText.includes('have not reported')) {
        return results.length === 0
          ? { tool: 'report', input: { status: 'failure', summary: 'I was not allowed to' } }
          : { text: 'Reported.' };
      }
      return results.length === 0
        ? { shell: 'curl -s http://127.0.0.1:9/' }
        : { text: 'I could not.' };
    });
    await until('it has ended', () => stored(id)?.status === 'exited_without_report');
    const { cli_session: session } = stored(id) ?? {};
    assert.ok(session);

    await run('atlas.askToReport', { agent: id });
    await until('it has reported', () => stored(id)?.status === 'reported');
    assert.deepEqual(
      [stored(id)?.report?.status, stored(id)?.runs, stored(id)?.cli_session],
      ['failure', 2, session],
    );
  });

  it('gemini overruns its timebox, is asked to wrap up, and is ended after the grace', async () => {
    const profile = await useProfile('slow', 'gemini');
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.timeboxGraceMinutes', 0.1, vscode.ConfigurationTarget.Workspace);
    const id = await spawn({ profile, mission: 'Think', timeboxMinutes: 0.1 }, () => ({
      hang: true,
    }));
    await until('it is over its timebox', () => stored(id)?.timebox_over !== undefined);
    assert.ok(stored(id)?.timebox_warned);
    await until('it is ended', () => stored(id)?.status === 'timed_out');
    assert.match(stored(id)?.failure ?? '', /timebox was over/);
    const rows = await atlas().exports.trees.agents.getChildren();
    assert.ok(rows && rows.length > 0);
  });

  it('leaves nothing running when its terminal is closed', async () => {
    const profile = await useProfile('closed', 'gemini');
    const id = await spawn({ profile, mission: 'Think' }, () => ({ hang: true }));
    await until('it runs', () => stored(id)?.status === 'running');
    await until('the model was asked', () =>
      model.requests.some(({ turn }) => turn.userText.includes(id)),
    );
    const mine = (): string[] =>
      fs
        .readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .filter((pid) => {
          try {
            return fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`ATLAS_AGENT_ID=${id}`);
          } catch {
            return false;
          }
        });
    assert.ok(mine().length > 1);
    vscode.window.terminals.find(({ name }) => name.startsWith(id))?.dispose();
    await until('nothing of it is left', () => mine().length === 0);
    assert.equal(stored(id)?.status, 'exited_without_report');
  });
});

/** Answers the questions that people are asked, and remembers them. */
function listenToWarnings(press: string): {
  readonly told: { readonly message: string; readonly detail: string }[];
  readonly forget: () => void;
} {
  const told: { message: string; detail: string }[] = [];
  const window = vscode.window as { showWarningMessage: unknown };
  const before = window.showWarningMessage;
  window.showWarningMessage = (message: string, { detail = '' }: vscode.MessageOptions) => {
    told.push({ message, detail });
    return Promise.resolve(press);
  };
  return {
    told,
    forget: () => {
      window.showWarningMessage = before;
    },
  };
}
