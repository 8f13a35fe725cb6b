import * as vscode from 'vscode';
import { CONTEXT_KEYS, type WorkspaceState } from '../contributions';
import type { Orchestrations } from './orchestrations';

/** Tells the manifest's `when` clauses what there is to show, and only when that changed. */
export function trackWorkspaceState(orchestrations: Orchestrations): vscode.Disposable {
  let last: WorkspaceState | undefined;
  const track = (): void => {
    if (orchestrations.all.some(({ isOpening }) => isOpening)) {
      // Whatever is said now would be taken back in a moment.
      return;
    }
    const state = workspaceState(orchestrations);
    if (state !== last) {
      last = state;
      void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.state, state);
    }
  };
  track();
  return orchestrations.onDidChange(track);
}

function workspaceState({ all, present }: Orchestrations): WorkspaceState {
  if (all.length === 0) {
    return 'noFolder';
  }
  const [first] = present;
  if (!first) {
    return all.some(({ olderContext }) => olderContext !== undefined) ? 'older' : 'none';
  }
  const readable = present.filter(({ state }) => state.context);
  if (readable.length === 0) {
    return first.state.problem?.code === 'severalProjects' ? 'choose' : 'damaged';
  }
  return readable.some(({ state }) => (state.context?.objectives ?? []).length > 0)
    ? 'ready'
    : 'empty';
}
