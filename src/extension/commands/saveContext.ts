import * as vscode from 'vscode';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

/** How long the status bar says that the context is saved, in ms. */
const SAID_FOR_MS = 3_000;

export function registerSaveContext({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.saveContext, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const saved = orchestration && (await save(orchestration));
      if (saved) {
        // The whole path would be cut off where it says which file.
        const file = orchestration.files.shown(saved.file);
        const words = vscode.l10n.t('$(check) Saved {0}', file);
        vscode.window.setStatusBarMessage(words, SAID_FOR_MS);
      }
      return saved;
    },
    async given(_values, folder) {
      return save(orchestrations.find(folder));
    },
  });
}

async function save(orchestration: Orchestration) {
  const saved = await orchestration.save();
  return { ...saved, file: orchestration.contextFile ?? '' };
}
