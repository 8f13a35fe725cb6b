import * as vscode from 'vscode';
import type { Context } from '../../core/model/context';
import { runnerOf } from '../../node/agentRun';
import { earlierServer } from '../../node/launch/windowServer';
import type { Log } from '../host/log';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import type { WindowServers } from './windowServers';

/**
 * Agents that outlived a reload still look for the server of the window before this one: it answers again
 * where it was, as soon as their orchestration is there to be asked.
 */
export function reviveServers(
  orchestrations: Orchestrations,
  servers: WindowServers,
  log: Log,
): vscode.Disposable {
  const looked = new WeakSet<Orchestration>();
  const look = (): void => {
    for (const orchestration of vscode.workspace.isTrusted ? orchestrations.present : []) {
      if (!looked.has(orchestration) && orchestration.state.context) {
        looked.add(orchestration);
        if (isLookedFor(orchestration)) {
          servers.ready(orchestration).catch((error: unknown) => {
            log.warn(`Agents find no server in this window: ${String(error)}`);
          });
        }
      }
    }
  };
  look();
  return vscode.Disposable.from(
    orchestrations.onDidChange(look),
    vscode.workspace.onDidGrantWorkspaceTrust(look),
  );
}

function isLookedFor(orchestration: Orchestration): boolean {
  const { files } = orchestration;
  const isThere = ({ spawned_agents: agents = [] }: Context): boolean =>
    agents.some(
      ({ id, started, ended }) =>
        started !== undefined && ended === undefined && runnerOf(files, id) !== undefined,
    );
  return earlierServer(files.root).port !== undefined && orchestration.read(isThere) === true;
}
