import * as vscode from 'vscode';
import * as z from 'zod';
import { COMMANDS } from '../contributions';
import { chooseAmong, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

const Given = z.strictObject({ project: z.string() });

/** Settles which orchestration of a folder is meant, where it has several. */
export function registerChooseOrchestration({
  commands,
  orchestrations,
}: Services): vscode.Disposable {
  return commands.register(COMMANDS.chooseOrchestration, {
    async ask(at) {
      requireTrust();
      const several = orchestrations.all.filter((one) => one.files.projects().length > 1);
      const orchestration = at?.orchestration ?? (await chooseAmong(several));
      const project =
        orchestration &&
        (await vscode.window.showQuickPick(orchestration.files.projects(), {
          title: vscode.l10n.t('Choose Orchestration'),
          placeHolder: vscode.l10n.t('Which one does this folder work on?'),
        }));
      if (project !== undefined) {
        await orchestration?.chooseProject(project);
      }
      return project;
    },
    async given(values, folder) {
      const { project } = Given.parse(values);
      await orchestrations.find(folder).chooseProject(project);
      return project;
    },
  });
}
