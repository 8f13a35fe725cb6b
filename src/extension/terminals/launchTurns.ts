import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';
import { agentState } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import { findAgent } from '../../core/model/lookup';
import { isUnstarted } from '../../core/queries/agentStanding';
import { promiseStart, recordClosedTerminal } from '../../node/launch/promisedStarts';
import type { Orchestration } from '../host/orchestration';

/** A runner that has not begun after this long, in ms, will not keep the processor busy either. */
const BEGINS_WITHIN_MS = 10_000;

/**
 * Lets only as many agents start at once as the machine has processors. Starting a program is what costs
 * most, and many at once would leave the window nothing to draw with.
 */
export class LaunchTurns {
  readonly #waiting: (() => void)[] = [];
  #free = availableParallelism();

  /** Opens the agent's terminal when it is its turn. @param open is told whether others wait for theirs */
  async take(
    orchestration: Orchestration,
    agent: Agent,
    open: (othersWait: boolean) => vscode.Terminal,
  ): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      const terminal = open(this.#waiting.length > 0);
      if (isUnstarted(agent)) {
        promiseStart(orchestration.files, agent.id, { opened: new Date().toISOString() });
      }
      void untilBegun(orchestration, agent, terminal).then(() => this.#next());
    } catch (error) {
      this.#next();
      throw error;
    }
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free += 1;
    }
  }
}

/** Resolves when the agent's runner has recorded its start, or never will. */
function untilBegun(
  orchestration: Orchestration,
  { id, runs = 0 }: Agent,
  terminal: vscode.Terminal,
): Promise<void> {
  const hasBegun = (): boolean =>
    orchestration.read((context) => {
      const agent = findAgent(context, id);
      return (agent.runs ?? 0) > runs || agentState(agent) === 'failed';
    }) ?? true;
  const quietly: Parameters<typeof recordClosedTerminal>[0] = {
    run: (operation, input) => orchestration.runQuietly(operation, input),
  };
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      owned.dispose();
      resolve();
    };
    const timer = setTimeout(finish, BEGINS_WITHIN_MS);
    const owned = vscode.Disposable.from(
      orchestration.onDidChange(() => {
        if (hasBegun()) {
          finish();
        }
      }),
      vscode.window.onDidCloseTerminal((closed) => {
        if (closed === terminal) {
          finish();
          void recordClosedTerminal(quietly, id).catch(() => undefined);
        }
      }),
    );
  });
}
