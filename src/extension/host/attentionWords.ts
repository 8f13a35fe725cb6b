import * as vscode from 'vscode';
import { ATTENTION_KINDS, type Attention, type AttentionKind } from '../../core/queries/attention';

/** One sentence that says how much waits for a person, and what of each kind. */
export function waitingSentence(items: readonly Attention[]): string {
  const parts = ATTENTION_KINDS.flatMap((kind) => {
    const count = items.filter((item) => item.kind === kind).length;
    return count > 0 ? [countWords(kind, count)] : [];
  });
  return vscode.l10n.t('Waiting for you: {0}', parts.join(', '));
}

function countWords(kind: AttentionKind, count: number): string {
  switch (kind) {
    case 'needsInput':
      return vscode.l10n.t('{0} needing input', count);
    case 'couldNotStart':
      return vscode.l10n.t('{0} that could not start', count);
    case 'lost':
      return vscode.l10n.t('{0} lost', count);
    case 'timedOut':
      return vscode.l10n.t('{0} timed out', count);
    case 'exitedWithoutReport':
      return vscode.l10n.t('{0} ended without a report', count);
    case 'overTimebox':
      return vscode.l10n.t('{0} over the timebox', count);
    case 'turnEnded':
      return vscode.l10n.t('{0} pausing without a report', count);
    case 'escalated':
      return vscode.l10n.t('{0} escalated', count);
    case 'failureReported':
      return vscode.l10n.t('{0} with a failure', count);
    case 'toVerify':
      return vscode.l10n.t('{0} to verify', count);
    case 'rejected':
      return vscode.l10n.t('{0} rejected', count);
    case 'decision':
      return vscode.l10n.t('{0} to decide', count);
  }
}
