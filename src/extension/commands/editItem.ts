import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { editItem } from '../../core/operations/editItem';
import { COMMANDS } from '../contributions';
import { askItem } from '../host/findItem';
import { askOrchestration, askText, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

/** Says an objective or a task in other words. */
export function registerEditItem({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.editItem, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const found =
        orchestration &&
        (await askItem(orchestration, at, {
          title: vscode.l10n.t('Edit'),
          kinds: ['task', 'objective'],
        }));
      const before = found && 'description' in found.item ? found.item.description : '';
      const description =
        found &&
        (await askText({
          title: vscode.l10n.t('Edit {0}', found.item.id),
          prompt: vscode.l10n.t('What does it say from now on?'),
          value: String(before),
        }));
      return description
        ? orchestration.run(editItem, { item: found.item.id, description })
        : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(editItem, parseInput(editItem, values));
    },
  });
}
