import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import type { ImportedContext } from '../../core/operations/importContext';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { Orchestrations } from '../host/orchestrations';
import { chooseAmong, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

const Given = z.strictObject({ path: z.string().optional() });

/** Takes over a context of the older layout, or of another orchestration. */
export function registerImportContext({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.importContext, {
    async ask(at) {
      requireTrust();
      const orchestration = await askWhere(orchestrations, at);
      const file = orchestration && (await fileToImport(orchestration));
      if (!file) {
        return undefined;
      }
      const result = await orchestration.importFrom(file);
      void vscode.window.showInformationMessage(resultWords(result));
      return result;
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const { path = orchestration.olderContext } = Given.parse(values);
      if (path === undefined) {
        throw new AtlasError('importNotFound', { file: orchestration.files.root });
      }
      return orchestration.importFrom(path);
    },
  });
}

async function askWhere(
  { all }: Orchestrations,
  at: AtlasNode | undefined,
): Promise<Orchestration | undefined> {
  if (all.length === 0) {
    throw new AtlasError('noFolder');
  }
  const older = all.filter(({ olderContext, present }) => olderContext !== undefined && !present);
  return at?.orchestration ?? chooseAmong(older.length > 0 ? older : all);
}

/** Where nothing has begun, what lies here is meant; later, a person has to say. */
async function fileToImport(orchestration: Orchestration): Promise<string | undefined> {
  const { olderContext } = orchestration;
  return olderContext !== undefined && !orchestration.present
    ? olderContext
    : askFile(olderContext ?? orchestration.files.root);
}

async function askFile(near: string): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Context'),
      openLabel: vscode.l10n.t('Import'),
      defaultUri: vscode.Uri.file(near),
      filters: { JSON: ['json'] },
    })) ?? [];
  return chosen?.fsPath;
}

function resultWords({ project, origin, created, added, changed }: ImportedContext): string {
  const count = Object.values(added).reduce((sum, number) => sum + number, 0);
  if (created) {
    return vscode.l10n.t('Imported {0} items into {1}.', count, project);
  }
  return changed
    ? vscode.l10n.t('Imported {0} items from {1} into {2}.', count, origin, project)
    : vscode.l10n.t('Nothing new in {0}: all of it is in {1} already.', origin, project);
}
