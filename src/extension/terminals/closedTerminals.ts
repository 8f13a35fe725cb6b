import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { endRun, recordedAgents, runnerOf } from '../../node/agentRun';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { wantedNotices } from '../host/wantedNotices';
import { noticeWords } from '../host/words';
import { terminalName } from './agentTerminals';

/** VS Code ends a program up to five seconds after its terminal was closed; the program needs a moment, too. In ms. */
const ENDS_WITHIN_MS = 8_000;

/** A terminal that has its program says which at once; one that waits for it may never. In ms. */
const SAYS_WITHIN_MS = 1_000;

/**
 * Says so, once, when an agent runs on though a person closed its terminal, and offers to end it. VS Code forgets to
 * end the program of a terminal that is closed in the half second in which it comes back after a reload. It is not
 * ended unasked: a terminal that was detached, to be attached in another window, closes in the same way.
 */
export function watchClosedTerminals(orchestrations: Orchestrations): vscode.Disposable {
  const ended = new AbortController();
  const looking = new Set<number>();
  const closed = vscode.window.onDidCloseTerminal((terminal) => {
    if (terminal.exitStatus?.reason !== vscode.TerminalExitReason.User) {
      return;
    }
    for (const [runner, which] of mayHaveRunIn(orchestrations, terminal)) {
      if (looking.has(runner)) {
        continue; // Another terminal without a name was closed, and the question is on its way.
      }
      looking.add(runner);
      delay(ENDS_WITHIN_MS, undefined, { signal: ended.signal })
        .then(
          () => offerEnd(which, runner),
          () => undefined, // The window was closed before.
        )
        .finally(() => looking.delete(runner));
    }
  });
  return vscode.Disposable.from(closed, {
    dispose: () => {
      ended.abort();
    },
  });
}

interface Which {
  readonly orchestration: Orchestration;
  readonly agent: Agent;
}

/** The runners whose terminal this may have been. One that was just coming back has no name, and no process yet. */
function mayHaveRunIn(
  { present }: Orchestrations,
  { name }: vscode.Terminal,
): ReadonlyMap<number, Which> {
  const found = new Map<number, Which>();
  for (const orchestration of present) {
    const { files, state } = orchestration;
    for (const agent of recordedAgents(files, state.context?.spawned_agents ?? [])) {
      const isIts = name === '' || name === terminalName(agent);
      const runner = isIts ? runnerOf(files, agent.id) : undefined;
      if (runner !== undefined) {
        found.set(runner, { orchestration, agent });
      }
    }
  }
  return found;
}

async function offerEnd({ orchestration, agent }: Which, runner: number): Promise<void> {
  const { files } = orchestration;
  const isThere = (): boolean => runnerOf(files, agent.id) === runner;
  const isWanted = vscode.workspace.isTrusted && wantedNotices(orchestration) !== 'off';
  if (!isWanted || !isThere() || (await hasTerminal(agent, runner))) {
    return;
  }
  const end = vscode.l10n.t('End It');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} still runs, and has no terminal in this window any more.',
      noticeWords(`${agent.id} ${agent.type}`),
    ),
    end,
  );
  if (chosen === end && isThere()) {
    endRun(files, agent.id);
  }
}

async function hasTerminal(agent: Agent, runner: number): Promise<boolean> {
  const { terminals } = vscode.window;
  if (terminals.some(({ name }) => name === terminalName(agent))) {
    return true;
  }
  const silence = delay(SAYS_WITHIN_MS, undefined);
  const processes = terminals.map(({ processId }) => Promise.race([processId, silence]));
  return (await Promise.all(processes)).includes(runner);
}
