import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { readCriterion } from '../../core/model/criteria';
import { findAgent } from '../../core/model/lookup';
import type { Orchestration } from '../host/orchestration';
import { allLines } from '../host/words';
import type { AgentTerminals } from './agentTerminals';

/** Where it is remembered which commands a person has allowed, by a hash of all of them. */
const ALLOWED = 'allowedChecks';

/** Runs what a program can check of a report, in a terminal where people see it. */
export class CheckTerminals {
  readonly #terminals: AgentTerminals;
  readonly #memory: vscode.Memento;

  constructor(terminals: AgentTerminals, memory: vscode.Memento) {
    this.#terminals = terminals;
    this.#memory = memory;
  }

  /** Returns when every criterion that a program can check was, or when the terminal was closed. */
  async run(orchestration: Orchestration, agent: Agent): Promise<void> {
    const criteria = (agent.success_criteria ?? []).map(readCriterion);
    const commands = criteria.flatMap((criterion) =>
      criterion.kind === 'command' ? [criterion.text] : [],
    );
    if (commands.length > 0 && !(await this.#allows(agent, commands))) {
      return;
    }
    const checkable = new Set(
      criteria.filter(({ kind }) => kind === 'command' || kind === 'file').map(({ text }) => text),
    );
    const since = new Date().toISOString();
    const terminal = this.#terminals.check(orchestration, agent);
    await untilChecked(orchestration, agent.id, { terminal, checkable, since });
  }

  /** The commands come from the mission; a person sees them before they run for the first time. */
  async #allows({ id }: Agent, commands: readonly string[]): Promise<boolean> {
    const hash = createHash('sha256').update(commands.join('\n')).digest('hex');
    const allowed = this.#memory.get<string[]>(ALLOWED, []);
    if (allowed.includes(hash)) {
      return true;
    }
    const once = vscode.l10n.t('Run');
    const always = vscode.l10n.t('Always Run These');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Run the commands that check the report of {0}?', id),
      { modal: true, detail: allLines(commands) },
      once,
      always,
    );
    if (chosen === always) {
      await this.#memory.update(ALLOWED, [...allowed, hash].slice(-100));
    }
    return chosen !== undefined;
  }
}

function untilChecked(
  orchestration: Orchestration,
  id: string,
  {
    terminal,
    checkable,
    since,
  }: {
    readonly terminal: vscode.Terminal;
    readonly checkable: ReadonlySet<string>;
    readonly since: string;
  },
): Promise<void> {
  const isDone = (): boolean => {
    const checks = orchestration.read((context) => findAgent(context, id).checks) ?? [];
    const fresh = checks.filter(
      ({ criterion, checked }) => checkable.has(criterion) && checked >= since,
    );
    return fresh.length === checkable.size;
  };
  return new Promise((resolve) => {
    const finish = (): void => {
      owned.dispose();
      resolve();
    };
    const changes = orchestration.onDidChange(() => {
      if (isDone()) {
        finish();
      }
    });
    const owned = vscode.Disposable.from(
      changes,
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) {
          finish();
        }
      }),
    );
  });
}
