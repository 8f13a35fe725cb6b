import * as vscode from 'vscode';
import { closeAnswered, wordsIn } from './question';
import { promptWords } from './words';

/** How a step of a wizard ended. */
export type StepEnd<T> = { readonly value: T } | 'back' | 'cancel';

export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** What somebody had put into the step when they went back from it, for when they come again. */
  readonly draft: Draft;
}

export interface Draft {
  typed?: string;
  lines?: readonly string[];
}

/** One question of a wizard: answers `back` and `cancel`, or adds its value to what is known. */
export type Step<S> = (known: S, frame: StepFrame) => Promise<StepEnd<S>>;

/**
 * Asks several questions in a row, with a way back to the one before; what was answered there is kept, and
 * so is what was begun where somebody went back from.
 * @returns what was answered, or undefined when the person thought better of it
 */
export async function runWizard<S>(
  title: string,
  start: S,
  steps: readonly Step<S>[],
): Promise<S | undefined> {
  let known = start;
  const drafts = steps.map((): Draft => ({}));
  for (let at = 0; ;) {
    const [step, draft] = [steps[at], drafts[at]];
    if (!step || !draft) {
      return known;
    }
    const end = await step(known, { title, step: at + 1, totalSteps: steps.length, draft });
    if (end === 'cancel') {
      return undefined;
    }
    if (end === 'back') {
      at = Math.max(0, at - 1);
    } else {
      drafts[at] = {};
      at += 1;
      known = end.value;
    }
  }
}

/** A list to choose from; `other` may turn what is typed into a choice of its own. */
export async function pickStep<T extends vscode.QuickPickItem>(
  frame: StepFrame,
  options: {
    readonly placeholder: string;
    /** Below the input, above the list. */
    readonly prompt?: string;
    readonly items: readonly T[];
    readonly active?: T | undefined;
    readonly other?: (typed: string) => T | undefined;
  },
): Promise<StepEnd<T>> {
  const input = vscode.window.createQuickPick<T>();
  input.items = options.items;
  if (options.active) {
    // An empty list would take the first row's focus away, and Enter would do nothing.
    input.activeItems = [options.active];
  }
  input.placeholder = options.placeholder;
  input.prompt = options.prompt === undefined ? undefined : promptWords(options.prompt);
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  const { other } = options;
  if (other) {
    input.onDidChangeValue((typed) => {
      const words = typed.trim();
      const own = words === '' ? undefined : other(words);
      input.items = own ? [...options.items, own] : options.items;
    });
  }
  return show(frame, input, () => input.selectedItems[0]);
}

/** A line to type. `required` refuses blanks. */
export async function textStep(
  frame: StepFrame,
  options: {
    readonly prompt: string;
    readonly placeholder?: string;
    readonly value?: string;
    readonly required: boolean;
  },
): Promise<StepEnd<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = promptWords(options.prompt);
  input.placeholder = options.placeholder ?? '';
  input.value = frame.draft.typed ?? options.value ?? '';
  const read = (): string | undefined => (options.required ? wordsIn(input) : input.value.trim());
  return show(frame, input, read, () => ({ typed: input.value }));
}

/**
 * Shows one input until it is answered.
 * @param read gives undefined while the answer will not do
 * @param begun what is in it, for whoever goes back
 */
export function show<T>(
  frame: StepFrame,
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  read: () => T | undefined,
  begun: () => Draft = () => ({}),
): Promise<StepEnd<T>> {
  input.title = frame.title;
  input.step = frame.step;
  input.totalSteps = frame.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = frame.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    let isOver = false;
    const finish = (end: StepEnd<T>): void => {
      isOver = true;
      resolve(end);
      closeAnswered(input);
    };
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back && !isOver) {
        Object.assign(frame.draft, begun());
        finish('back');
      }
    });
    input.onDidAccept(() => {
      const value = isOver ? undefined : read();
      if (value !== undefined) {
        finish({ value });
      }
    });
    input.onDidHide(() => {
      resolve('cancel');
      input.dispose();
    });
    input.show();
  });
}
