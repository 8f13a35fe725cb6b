import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Finding, Repair } from '../../node/doctor';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { chooseAmong, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

/** Mends damaged files, after telling what is wrong with them. */
export function registerRepairFiles({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register<Repair>(COMMANDS.repairFiles, {
    async ask(at) {
      requireTrust();
      const orchestration = at?.orchestration ?? (await chooseAmong(orchestrations.present));
      if (!orchestration) {
        return undefined;
      }
      const found = await orchestration.examine();
      const damage = found.filter(({ level }) => level === 'damage');
      if (damage.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is damaged.'));
        return { done: [], kept: [] };
      }
      if (!(await agreed(damage))) {
        return undefined;
      }
      const repair = await orchestration.repair();
      void tell(repair, orchestration);
      return repair;
    },
    async given(_values, folder) {
      return orchestrations.find(folder).repair();
    },
  });
}

async function agreed(damage: readonly Finding[]): Promise<boolean> {
  const repair = vscode.l10n.t('Repair');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Repair the files of this orchestration?'),
    {
      modal: true,
      detail: [
        // A sentence about a file may begin with its name.
        ...damage.map(({ file, message }) =>
          message.startsWith('.atlas/') ? message : `${file}: ${message}`,
        ),
        vscode.l10n.t('The damaged files are kept in .atlas/orchestrator/local/kept.'),
      ].join('\n\n'),
    },
    repair,
  );
  return chosen === repair;
}

async function tell({ done, kept: [kept] }: Repair, { files }: Orchestration): Promise<void> {
  const show = vscode.l10n.t('Show Kept File');
  const buttons = kept === undefined ? [] : [show];
  const chosen = await vscode.window.showInformationMessage(done.join(' '), ...buttons);
  if (chosen === show && kept !== undefined) {
    const file = vscode.Uri.file(path.join(files.root, kept));
    await vscode.commands.executeCommand('revealInExplorer', file);
  }
}
