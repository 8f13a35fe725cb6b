import * as vscode from 'vscode';
import { noteLostAgents } from '../../core/operations/noteLostAgents';
import { lostAgents } from '../../node/lostAgents';
import type { Log } from './log';
import type { Orchestrations } from './orchestrations';

/** How often it is looked whether the runners of agents at work are still there, in ms. */
const LOOK_EVERY_MS = 5_000;

/**
 * Finds out agents whose processes are gone and that nobody saw end: when the window opens, and while it
 * is open. It is no act of a person, and begins no session.
 */
export function watchForLostAgents(orchestrations: Orchestrations, log: Log): vscode.Disposable {
  let busy = false;
  const look = async (): Promise<void> => {
    for (const orchestration of vscode.workspace.isTrusted ? orchestrations.present : []) {
      const agents =
        orchestration.read((context) => lostAgents(orchestration.files, context)) ?? [];
      if (agents.length > 0 && !orchestration.state.problem) {
        await orchestration.runQuietly(noteLostAgents, { agents });
      }
    }
  };
  const lookOnce = (): void => {
    if (busy) {
      return;
    }
    busy = true;
    look()
      .catch((error: unknown) => {
        log.warn(`Lost agents could not be recorded: ${String(error)}`);
      })
      .finally(() => {
        busy = false;
      });
  };
  lookOnce();
  const timer = setInterval(lookOnce, LOOK_EVERY_MS);
  return {
    dispose: () => {
      clearInterval(timer);
    },
  };
}
