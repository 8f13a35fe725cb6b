import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { AtlasNode } from './atlasNode';
import type { Orchestration } from './orchestration';
import type { Orchestrations } from './orchestrations';
import { pickWords } from './words';

/** Questions that several commands ask. Each answers undefined when the person thought better of it. */

/** @throws AtlasError untrusted: asking for words that cannot be kept would waste them */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new AtlasError('untrusted');
  }
}

/**
 * The orchestration an act is for: the one clicked at, the only one, or the one chosen.
 * @throws AtlasError noFolder, noOrchestration, and why it cannot be read
 */
export async function askOrchestration(
  orchestrations: Orchestrations,
  at: AtlasNode | undefined,
): Promise<Orchestration | undefined> {
  const chosen = at?.orchestration ?? (await chooseAmong(orchestrations.present));
  if (!chosen && orchestrations.present.length === 0) {
    const [first] = orchestrations.all;
    throw first
      ? new AtlasError('noOrchestration', { folder: first.files.root })
      : new AtlasError('noFolder');
  }
  if (chosen?.state.problem) {
    throw chosen.state.problem;
  }
  return chosen;
}

export async function chooseAmong(
  candidates: readonly Orchestration[],
): Promise<Orchestration | undefined> {
  if (candidates.length < 2) {
    return candidates[0];
  }
  const chosen = await vscode.window.showQuickPick(
    candidates.map((orchestration) => ({
      label: pickWords(orchestration.name),
      description: orchestration.workspaceFolder.name,
      orchestration,
    })),
    { placeHolder: vscode.l10n.t('Which orchestration?') },
  );
  return chosen?.orchestration;
}
