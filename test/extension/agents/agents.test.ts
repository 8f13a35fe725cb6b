import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { atlas, root, run } from '../support/window';
import { PATIENCE_MS, RealAgents, terminalOf, until, type Script } from './realAgents';

describe('real agent programs, spawned in terminals', function () {
  this.timeout(2 * PATIENCE_MS);

  const real = new RealAgents();

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

  for (const client of ['claude', 'codex', 'gemini', 'copilot', 'opencode'] as const) {
    it(`${client} does a small job, reports through its tool, and is verified`, async () => {
      const file = `made-by-${client}.txt`;
      const profile = await real.useProfile(client, client, {
        // So that writing a file needs nobody's permission.
        args: {
          claude: ['--permission-mode', 'acceptEdits'],
          codex: [],
          gemini: ['--approval-mode', 'auto_edit'],
          copilot: ['--allow-tool', 'write'],
          opencode: [],
        }[client],
      });
      const id = await real.spawn(
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
      await until(`${id} has reported`, () => real.stored(id)?.status === 'reported');
      assert.equal(fs.existsSync(path.join(root(), 'never')), false);
      await until('its conversation is known', () => real.stored(id)?.cli_session !== undefined);

      await assert.rejects(run('atlas.verifyReport', { agent: id, accepted: true }), /not checked/);
      // The commands of the mission run when the person allows it, in a terminal that shows them.
      const asked = listenToWarnings('Run');
      await run('atlas.checkReport', { agent: id });
      asked.forget();
      assert.deepEqual(asked.told[0]?.detail, 'run: node -e "process.exit(0)"');
      assert.deepEqual(
        real.stored(id)?.checks?.map(({ passed }) => passed),
        [true, true],
      );
      await run('atlas.verifyReport', { agent: id, accepted: true });
      assert.equal(real.stored(id)?.status, 'verified');
      const terminal = terminalOf(id);
      assert.ok(terminal, 'its terminal is still there, to talk to it');
      terminal.dispose();
    });
  }

  it('codex asks for a permission, is given it in its terminal, and goes on', async () => {
    const profile = await real.useProfile('asking', 'codex');
    const id = await real.spawn({ profile, mission: 'Run a command' }, ({ results }) => {
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
    await until('it needs input', () => real.stored(id)?.status === 'needs_input');
    assert.match(real.stored(id)?.waits_for?.about ?? '', /^permission to use /);
    const terminal = terminalOf(id);
    assert.ok(terminal);
    // It says so before its question is on the screen; who sees no effect presses again.
    const pressing = setInterval(() => {
      if (real.stored(id)?.status === 'needs_input') terminal.sendText('y', false);
    }, 1_000);
    try {
      await until('it has reported', () => real.stored(id)?.status === 'reported');
    } finally {
      clearInterval(pressing);
    }
    assert.equal(fs.existsSync(path.join(root(), 'allowed.txt')), true);
    terminal.dispose();
  });

  it('claude is denied its tool, ends without a report, and reports when it is asked to', async () => {
    const profile = await real.useProfile('denied', 'claude', {
      args: ['-p', '--permission-mode', 'dontAsk'],
    });
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.remindToReport', false, vscode.ConfigurationTarget.Workspace);
    const id = await real.spawn({ profile, mission: 'Run a command' }, ({ results, userText }) => {
      if (userText.includes('have not reported')) {
        return results.length === 0
          ? { tool: 'report', input: { status: 'failure', summary: 'I was not allowed to' } }
          : { text: 'Reported.' };
      }
      return results.length === 0
        ? { shell: 'curl -s http://127.0.0.1:9/' }
        : { text: 'I could not.' };
    });
    await until('it has ended', () => real.stored(id)?.status === 'exited_without_report');
    const { cli_session: session } = real.stored(id) ?? {};
    assert.ok(session);

    await run('atlas.askToReport', { agent: id });
    await until('it has reported', () => real.stored(id)?.status === 'reported');
    assert.deepEqual(
      [real.stored(id)?.report?.status, real.stored(id)?.runs, real.stored(id)?.cli_session],
      ['failure', 2, session],
    );
  });

  it('gemini overruns its timebox, is asked to wrap up, and is ended after the grace', async () => {
    const profile = await real.useProfile('slow', 'gemini');
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.timeboxGraceMinutes', 0.1, vscode.ConfigurationTarget.Workspace);
    const id = await real.spawn({ profile, mission: 'Think', timeboxMinutes: 0.1 }, () => ({
      hang: true,
    }));
    await until('it is over its timebox', () => real.stored(id)?.timebox_over !== undefined);
    assert.ok(real.stored(id)?.timebox_warned);
    await until('it is ended', () => real.stored(id)?.status === 'timed_out');
    assert.match(real.stored(id)?.failure ?? '', /timebox was over/);
    const rows = await atlas().exports.trees.agents.getChildren();
    assert.ok(rows && rows.length > 0);
  });

  it('leaves nothing running when its terminal is closed', async () => {
    const profile = await real.useProfile('closed', 'gemini');
    const id = await real.spawn({ profile, mission: 'Think' }, () => ({ hang: true }));
    await until('it runs', () => real.stored(id)?.status === 'running');
    await until('the model was asked', () =>
      real.model.requests.some(({ turn }) => turn.userText.includes(id)),
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
    terminalOf(id)?.dispose();
    await until('nothing of it is left', () => mine().length === 0);
    assert.equal(real.stored(id)?.status, 'exited_without_report');
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
