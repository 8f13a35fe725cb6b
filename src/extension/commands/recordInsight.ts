import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { recordInsight } from '../../core/operations/recordInsight';
import { COMMANDS } from '../contributions';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

export function registerRecordInsight({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.recordInsight, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const text =
        orchestration &&
        (await askText({
          title: vscode.l10n.t('Record Insight'),
          prompt: vscode.l10n.t('What was learnt? It is handed over to the next agents.'),
        }));
      return text ? orchestration.run(recordInsight, { text }) : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(recordInsight, parseInput(recordInsight, values));
    },
  });
}
