import * as vscode from 'vscode';
import { keyOf, type AtlasNode } from '../host/atlasNode';

/** VS Code's own: adds the row with the focus to the selected ones, or takes it out, and opens nothing. */
const TOGGLE = 'list.toggleSelection';

/**
 * The rows that a key is meant for: the selected ones, or the row with the focus where that is none of them.
 * VS Code tells extensions what is selected, and not where the focus is, which is all that arrow keys move.
 * So the focus is found by toggling its row, which is put back, or stays selected alone.
 */
export async function focusedRows(view: vscode.TreeView<AtlasNode>): Promise<readonly AtlasNode[]> {
  const before = view.selection;
  await vscode.commands.executeCommand(TOGGLE);
  const focused = view.selection.find((node) => !before.some((each) => isSame(each, node)));
  if (focused) {
    await view.reveal(focused, { select: true, focus: true });
    return [focused];
  }
  if (view.selection.length < before.length) {
    await vscode.commands.executeCommand(TOGGLE);
  }
  return before;
}

function isSame(one: AtlasNode, other: AtlasNode): boolean {
  return one.orchestration === other.orchestration && keyOf(one.item) === keyOf(other.item);
}
