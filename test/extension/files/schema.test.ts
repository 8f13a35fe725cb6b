import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { orchestratorFile, until } from '../support/window';

describe('the context file in an editor', () => {
  let editor: vscode.TextEditor;

  const replace = async (what: string, by: string): Promise<void> => {
    const { document } = editor;
    // VS Code refuses an edit while it reads the file again.
    await until(`${what} is replaced`, async () => {
      const start = document.getText().indexOf(what);
      const range = new vscode.Range(
        document.positionAt(start),
        document.positionAt(start + what.length),
      );
      return start >= 0 && (await editor.edit((edit) => edit.replace(range, by)));
    });
  };
  const squiggles = (): string[] =>
    vscode.languages.getDiagnostics(editor.document.uri).map(({ message }) => message);

  before(async () => {
    const file = vscode.Uri.file(orchestratorFile('project_alpha_context.json'));
    editor = await vscode.window.showTextDocument(file);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('has a squiggle where a value is of the wrong kind, before it is saved', async () => {
    const saved = fs.readFileSync(editor.document.uri.fsPath, 'utf8');
    await replace('"id": "OBJ_001"', '"id": 1');
    await until('there is a squiggle', () => squiggles().length > 0);
    assert.deepEqual(squiggles(), ['Incorrect type. Expected "string".']);
    await replace('"id": 1,', '"id": "OBJ_001",');
    await until('it is gone', () => squiggles().length === 0);
    assert.equal(fs.readFileSync(editor.document.uri.fsPath, 'utf8'), saved);
  });

  it('is completed with the keys of the format, and explains them', async () => {
    await replace('"id": "TASK_025",', '"id": "TASK_025",\n      "",');
    const at = editor.document.positionAt(editor.document.getText().indexOf('"",') + 1);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      at,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('objective'), labels.join());
    assert.ok(labels.includes('outcome'), labels.join());
  });

  it('explains a key while the pointer rests on it', async () => {
    const at = editor.document.positionAt(editor.document.getText().indexOf('"key_insights"') + 3);
    await until('it is explained', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        editor.document.uri,
        at,
      );
      return hovers
        .flatMap(({ contents }) => contents as vscode.MarkdownString[])
        .some(({ value }) => value.includes('What was learned and is worth keeping'));
    });
  });
});
