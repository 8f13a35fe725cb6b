import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import { newOrchestration } from '../../core/operations/newOrchestration';
import { parseInput } from '../../core/operation';
import { COMMANDS } from '../contributions';
import { offerMerge } from '../host/offerMerge';
import { chooseAmong, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

const Given = z.object({ project: z.string().optional() }).loose();

export function registerNewOrchestration({
  commands,
  orchestrations,
}: Services): vscode.Disposable {
  return commands.register(COMMANDS.newOrchestration, {
    async ask(at) {
      requireTrust();
      if (orchestrations.all.length === 0) {
        throw new AtlasError('noFolder');
      }
      const without = orchestrations.all.filter((one) => !one.present);
      const orchestration =
        at?.orchestration ?? (await chooseAmong(without.length > 0 ? without : orchestrations.all));
      const project =
        orchestration &&
        (await askText({
          title: vscode.l10n.t('New Orchestration'),
          prompt: vscode.l10n.t(
            'What is the project called? Its work is kept in .atlas in {0}.',
            orchestration.workspaceFolder.name,
          ),
          value: orchestration.workspaceFolder.name,
        }));
      if (!project) {
        return undefined;
      }
      const context = await orchestration.create(project);
      // Not waited for: what was asked for is done.
      void offerMerge(orchestration);
      return context;
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const { project = orchestration.workspaceFolder.name, ...rest } = Given.parse(values);
      return orchestration.create(parseInput(newOrchestration, { ...rest, project }).project);
    },
  });
}
