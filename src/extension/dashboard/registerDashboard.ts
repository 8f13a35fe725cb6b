import * as vscode from 'vscode';
import { COMMANDS } from '../contributions';
import type { Services } from '../host/services';
import { Dashboards } from './dashboards';
import { registerExportMetrics } from './exportMetrics';
import { Measuring } from './measuring';
import type { OpenItem } from './pageActs';

/** How an orchestration does: the view "Metrics", the same in a tab, and its export into files. */
export function registerDashboard(
  extensionUri: vscode.Uri,
  services: Services,
  openItem: OpenItem,
): vscode.Disposable {
  const measuring = new Measuring();
  const dashboards = new Dashboards(extensionUri, services, measuring, openItem);
  const open = (): Promise<void> => {
    dashboards.openTab();
    return Promise.resolve();
  };
  return vscode.Disposable.from(
    dashboards,
    services.commands.register(COMMANDS.openDashboard, { ask: open, given: open }),
    registerExportMetrics(services, measuring),
  );
}
