import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { runnerOf } from '../../node/agentRun';
import { installShim } from '../../node/atlasShim';
import {
  BIN_VARIABLE,
  formatLaunch,
  LAUNCH_VARIABLE,
  type Launch,
} from '../../node/launch/terminalLaunch';
import type { Orchestration } from '../host/orchestration';
import { pickWords } from '../host/words';

/** Launches agents in terminals, and finds their terminals again. */
export class AgentTerminals {
  readonly #bin: string;
  readonly #script: string;

  constructor(context: vscode.ExtensionContext) {
    // Not in the extension's own folder: that one goes away with every update, while agents run on.
    this.#bin = path.join(context.globalStorageUri.fsPath, 'bin');
    this.#script = path.join(context.extensionUri.fsPath, 'dist', 'cli.cjs');
  }

  /** Puts the `atlas` command on the PATH of every terminal of this window. */
  offerCommand(variables: vscode.GlobalEnvironmentVariableCollection): void {
    this.#installShim();
    variables.description = vscode.l10n.t('Adds the `atlas` command');
    variables.prepend('PATH', this.#bin + path.delimiter);
  }

  /**
   * Opens a terminal that runs Atlas' own runner, which starts the agent's program by its arguments,
   * records its start and end, and goes on when the window reloads.
   */
  launch(orchestration: Orchestration, agent: Agent, launch: Launch): vscode.Terminal {
    const shim = this.#installShim();
    return vscode.window.createTerminal({
      ...runner(shim, runArguments(orchestration, agent)),
      name: terminalName(agent),
      cwd: orchestration.files.root,
      env: {
        ATLAS_ROOT: orchestration.files.root,
        ATLAS_AGENT_ID: agent.id,
        ATLAS_SESSION: agent.session ?? null,
        [LAUNCH_VARIABLE]: formatLaunch(launch),
        [BIN_VARIABLE]: this.#bin,
      },
      iconPath: new vscode.ThemeIcon('rocket'),
    });
  }

  /** Opens a terminal that checks the report of an agent, and records what it found. */
  check(orchestration: Orchestration, agent: Agent): vscode.Terminal {
    const words = ['verify', agent.id, '--check', '--yes', '--hold'];
    const terminal = vscode.window.createTerminal({
      ...runner(this.#installShim(), [...words, ...projectArguments(orchestration)]),
      name: vscode.l10n.t('Check {0}', agent.id),
      cwd: orchestration.files.root,
      iconPath: new vscode.ThemeIcon('checklist'),
      // It is not to be run again when VS Code brings terminals back.
      isTransient: true,
    });
    terminal.show(true);
    return terminal;
  }

  /**
   * The terminal an agent runs in. After a reload VS Code brings terminals back one by one, and knows
   * only their pids at first: while the agent's runner is alive, its terminal is waited for.
   */
  async find(orchestration: Orchestration, agent: Agent): Promise<vscode.Terminal | undefined> {
    const runnerPid = runnerOf(orchestration.files, agent.id);
    const found = runnerPid === undefined ? undefined : await terminalOf(runnerPid, agent);
    return found ?? vscode.window.terminals.find(({ name }) => name === terminalName(agent));
  }

  #installShim(): string {
    return installShim(this.#bin, process.execPath, this.#script);
  }
}

/** Terminals were seen to come back up to six seconds after a reload. In ms. */
const BACK_WITHIN_MS = 12_000;

function terminalOf(pid: number, agent: Agent): Thenable<vscode.Terminal | undefined> {
  const title = vscode.l10n.t('Looking for the terminal of {0}', agent.id);
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => {
    return new Promise<vscode.Terminal | undefined>((resolve) => {
      const finish = (terminal: vscode.Terminal | undefined): void => {
        clearTimeout(timer);
        opened.dispose();
        resolve(terminal);
      };
      const check = (terminal: vscode.Terminal): void => {
        void terminal.processId.then((id) => {
          if (id === pid) {
            finish(terminal);
          }
        });
      };
      const timer = setTimeout(finish, BACK_WITHIN_MS, undefined);
      const opened = vscode.window.onDidOpenTerminal(check);
      vscode.window.terminals.forEach(check);
    });
  });
}

/** What VS Code shows of it. */
export function terminalName(agent: Agent): string {
  return `${agent.id} ${pickWords(agent.type)}`;
}

function runArguments(orchestration: Orchestration, agent: Agent): string[] {
  return ['run', agent.id, '--hold', ...projectArguments(orchestration)];
}

function projectArguments({ project }: Orchestration): string[] {
  return project === undefined ? [] : ['--project', project];
}

/** A batch file is not a program of its own on Windows; its arguments here hold nothing to quote. */
function runner(shim: string, args: string[]): { shellPath: string; shellArgs: string[] } {
  return process.platform === 'win32'
    ? {
        shellPath: process.env['ComSpec'] ?? 'cmd.exe',
        shellArgs: ['/d', '/c', shim, ...args],
      }
    : { shellPath: shim, shellArgs: args };
}
