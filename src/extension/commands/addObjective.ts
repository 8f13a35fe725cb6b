import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { addObjective } from '../../core/operations/addObjective';
import { COMMANDS } from '../contributions';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

export function registerAddObjective({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.addObjective, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const description =
        orchestration &&
        (await askText({
          title: vscode.l10n.t('Add Objective'),
          prompt: vscode.l10n.t('What is to be achieved?'),
          placeHolder: vscode.l10n.t('e.g. Migrate authentication to OAuth2'),
        }));
      return description ? orchestration.run(addObjective, { description }) : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(addObjective, parseInput(addObjective, values));
    },
  });
}
