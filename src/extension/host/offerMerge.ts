import * as vscode from 'vscode';
import { setUnionMerge, unionMergeIsSet } from '../../node/git/mergeAttributes';
import type { Orchestration } from './orchestration';

/**
 * Offers once, in a git repository, to have journals merged line by line. Nothing is written unasked:
 * without it git leaves marks, which Atlas reads as well.
 */
export async function offerMerge({ files }: Orchestration): Promise<void> {
  if ((await unionMergeIsSet(files)) !== false) {
    return;
  }
  const yes = vscode.l10n.t('Write .gitattributes');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Shall git merge the journal of this orchestration line by line? Branches that both worked then merge without a conflict.',
    ),
    yes,
    vscode.l10n.t('Not Now'),
  );
  if (chosen === yes) {
    setUnionMerge(files);
  }
}
