import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { earlierServer } from '../../../src/node/launch/windowServer';
import { agentsProcesses, type AgentsProcess } from '../../support/agentsProcesses';
import { filesThatHold, processesThatHold } from '../../support/traces';
import { root } from '../support/window';
import { PATIENCE_MS, RealAgents, until } from './realAgents';

const CLIENTS = ['claude', 'codex', 'gemini', 'copilot', 'opencode'] as const;

/** The variables of a process of ours. */
function variablesOf(pid: number): ReadonlyMap<string, string> {
  const entries = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return new Map(
    entries.map((entry) => [
      entry.slice(0, entry.indexOf('=')),
      entry.slice(entry.indexOf('=') + 1),
    ]),
  );
}

/** Where the VS Code that we run in keeps its logs and everything else: an argument of a process above us. */
function dataFolder(): string | undefined {
  for (let pid = process.pid; pid > 1;) {
    const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const at = words.findIndex((word) => /^--(server-data-dir|user-data-dir)$/.test(word));
    const [, joined] = words.map((word) => /^--user-data-dir=(.+)/.exec(word)?.[1]);
    if (at >= 0 || joined !== undefined) return joined ?? words[at + 1];
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    pid = Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
  }
  return undefined;
}

// What is looked at is below /proc.
if (process.platform === 'linux') {
  describe('what only an agent may know', function () {
    this.timeout(2 * PATIENCE_MS);

    const real = new RealAgents();

    /** An agent that has used its tool and goes on thinking. */
    async function atWork(name: string, client: (typeof CLIENTS)[number], mcp: 'http' | 'stdio') {
      const profile = await real.useProfile(name, client, mcp === 'http' ? { mcp } : {});
      let answer = '';
      const id = await real.spawn({ profile, mission: 'Think' }, ({ results }) => {
        if (results.length === 0) return { tool: 'read_mission', input: {} };
        answer = results[0]?.text ?? '';
        return { hang: true };
      });
      await until('its tool has answered', () => answer !== '');
      assert.match(answer, /What is asked/);
      return id;
    }

    /** Of all that is there of the agent: its runner, which is what the terminal runs, and the rest. */
    function familyOf(id: string): { readonly runner: number; readonly others: readonly number[] } {
      const all = agentsProcesses(root()).filter(({ agent }) => agent === id);
      const runner = all.find(({ words }) => words.includes('--hold'));
      assert.ok(runner && all.length > 1);
      return {
        runner: runner.pid,
        others: all.map(({ pid }) => pid).filter((pid) => pid !== runner.pid),
      };
    }

    /** Nobody but these processes has it in its variables, nobody in its arguments, and no file holds it. */
    function isKnownOnlyTo(secret: string, pids: readonly number[], id: string): void {
      assert.deepEqual(processesThatHold(secret, 'cmdline'), []);
      assert.deepEqual(
        processesThatHold(secret, 'environ').filter((pid) => !pids.includes(pid)),
        [],
      );
      assert.deepEqual(filesThatHold(secret, root()), []);
      const data = dataFolder();
      assert.ok(data !== undefined);
      assert.deepEqual(filesThatHold(secret, data), []);
      // What the program itself keeps: its logs, its conversations.
      assert.deepEqual(filesThatHold(secret, real.homeOf(id)), []);
    }

    afterEach(async () => {
      const terminals = vscode.window.terminals.filter(({ name }) => name.startsWith('AGENT_'));
      for (const terminal of terminals) terminal.dispose();
      const left = (): readonly AgentsProcess[] => agentsProcesses(root());
      await until('all have gone', () => left().length === 0, left);
    });

    for (const client of CLIENTS) {
      it(`is known to ${client} alone: the token of the window that it reports to`, async () => {
        const id = await atWork(`${client} over HTTP`, client, 'http');
        const { token } = earlierServer(root());
        const { runner, others } = familyOf(id);
        const holders = processesThatHold(token, 'environ');
        assert.ok(
          holders.some((pid) => others.includes(pid)),
          'it was told',
        );
        assert.ok(!holders.includes(runner), 'its terminal was not');
        if (client === 'codex') {
          // It copies the variables of its shells into a file, a moment after its start.
          const copies = path.join(real.homeOf(id), '.codex', 'shell_snapshots');
          await until('it has', () => filesThatHold('ATLAS_AGENT_ID', copies).length > 0);
        }
        isKnownOnlyTo(token, others, id);

        const passwords = others.map((pid) => variablesOf(pid).get('OPENCODE_SERVER_PASSWORD'));
        const password = passwords.find((each) => each !== undefined);
        assert.equal(password !== undefined, client === 'opencode');
        if (password !== undefined) isKnownOnlyTo(password, others, id);
      });
    }

    it('is not told to those that start the server themselves', async () => {
      for (const client of ['claude', 'codex', 'gemini'] as const) {
        const id = await atWork(`${client} by stdio`, client, 'stdio');
        const { runner, others } = familyOf(id);
        for (const pid of [runner, ...others]) {
          assert.equal(variablesOf(pid).get('ATLAS_MCP_TOKEN'), undefined);
        }
        isKnownOnlyTo(earlierServer(root()).token, [], id);
      }
    });

    it('is kept where no other user can look', () => {
      const { token } = earlierServer(root());
      const folder = path.join(
        process.env['TMPDIR'] ?? '/tmp',
        `atlas-orchestrator-${process.getuid?.() ?? ''}`,
      );
      const files = filesThatHold(token, folder);
      assert.equal(files.length, 1);
      assert.equal(fs.statSync(files[0] ?? '').mode & 0o077, 0);
      assert.equal(fs.statSync(folder).mode & 0o077, 0);
    });
  });
}
