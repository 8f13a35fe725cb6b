import type * as vscode from 'vscode';
import type { Faults } from './faults';
import type { Orchestration } from './orchestration';
import type { Orchestrations } from './orchestrations';

/** Somebody in the middle of an edit saves again in a moment: only what stays is told, in ms. */
const STAYS_MS = 1_500;

/**
 * Says once that the files of an orchestration cannot be read any more, with a link to the place; the
 * last good state stays in the views meanwhile.
 */
export function noticeProblems(orchestrations: Orchestrations, faults: Faults): vscode.Disposable {
  const waiting = new Map<Orchestration, NodeJS.Timeout>();
  const look = (): void => {
    for (const orchestration of orchestrations.all) {
      const { problem, context } = orchestration.state;
      if (!problem) {
        clearTimeout(waiting.get(orchestration));
        waiting.delete(orchestration);
      } else if (context && !waiting.has(orchestration)) {
        const timer = setTimeout(() => {
          faults.show(orchestration.state.problem ?? problem);
        }, STAYS_MS);
        waiting.set(orchestration, timer);
      }
    }
  };
  const listening = orchestrations.onDidChange(look);
  look();
  return {
    dispose: () => {
      listening.dispose();
      waiting.forEach((timer) => clearTimeout(timer));
    },
  };
}
