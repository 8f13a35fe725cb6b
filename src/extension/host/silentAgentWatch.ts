import * as vscode from 'vscode';
import { recordBrokenPromises } from '../../node/launch/promisedStarts';
import { recordLostAgents } from '../../node/lostAgents';
import { collectAllWrittenReports } from '../../node/writtenReports';
import type { FrontDoor } from '../../node/comeBack';
import type { Log } from './log';
import type { Orchestration } from './orchestration';
import type { Orchestrations } from './orchestrations';

/** How often it is looked whether the runners of agents at work are still there, in ms. */
const LOOK_EVERY_MS = 5_000;

/**
 * Finds out what became of agents that no runner and no tool tells of: those whose processes are gone and
 * that nobody saw end, those that no window is going to start any more, and those that wrote their report
 * into a file. When the window opens, and while it
 * is open. It is no act of a person, and begins no session.
 */
export function watchSilentAgents(orchestrations: Orchestrations, log: Log): vscode.Disposable {
  let busy = false;
  const look = async (): Promise<void> => {
    for (const orchestration of vscode.workspace.isTrusted ? orchestrations.present : []) {
      if (orchestration.state.problem) {
        continue;
      }
      const door = quietDoor(orchestration);
      await recordLostAgents(door, orchestration.files);
      await recordBrokenPromises(door, orchestration.files);
      await collectAllWrittenReports(door, orchestration.files);
    }
  };
  const lookOnce = (): void => {
    if (busy) {
      return;
    }
    busy = true;
    look()
      .catch((error: unknown) => {
        log.warn(`What became of agents could not be recorded: ${String(error)}`);
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

function quietDoor(orchestration: Orchestration): FrontDoor {
  return {
    run: (operation, input) => orchestration.runQuietly(operation, input),
    read: (query) => orchestration.read(query),
    history: (since) => orchestration.history(since),
  };
}
