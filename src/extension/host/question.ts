import * as vscode from 'vscode';
import { promptWords } from './words';

/**
 * So long an answered input stays, in ms. VS Code gives the focus back to a page when an input goes, and the page
 * takes it up to a moment later, from the next question too. That one takes the place of this input where it is
 * shown meanwhile, and nothing is given back.
 */
const GIVES_WAY_MS = 30;

type Input = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** Closes an input that was answered, once the next question had time to take its place. */
export function closeAnswered(input: vscode.QuickInput): void {
  setTimeout(() => {
    input.dispose();
  }, GIVES_WAY_MS);
}

/** Asks for words; only blanks are no answer. */
export function askText(options: {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder?: string;
  readonly value?: string;
}): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = options.title;
  input.prompt = promptWords(options.prompt);
  input.placeholder = options.placeHolder ?? '';
  input.value = options.value ?? '';
  return answerTo(input, () => wordsIn(input));
}

/** Asks for one of a few. */
export function askChoice<T extends vscode.QuickPickItem>(
  items: readonly T[],
  { title, placeHolder }: { readonly title: string; readonly placeHolder: string },
): Promise<T | undefined> {
  const input = vscode.window.createQuickPick<T>();
  input.title = title;
  input.placeholder = placeHolder;
  input.items = items;
  return answerTo(input, () => input.selectedItems[0]);
}

/** The words in an input; where there are none, it says that they are needed. */
export function wordsIn(input: vscode.InputBox): string | undefined {
  const words = input.value.trim();
  if (words !== '') {
    return words;
  }
  input.validationMessage = vscode.l10n.t('Say something here, or press Escape to stop.');
  return undefined;
}

/**
 * Shows an input until it is answered, or closed.
 * @param read gives undefined while the answer will not do
 */
function answerTo<T>(input: Input, read: () => T | undefined): Promise<T | undefined> {
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      const value = read();
      if (value !== undefined) {
        resolve(value);
        closeAnswered(input);
      }
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
