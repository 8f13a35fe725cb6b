import * as vscode from 'vscode';

/** What a person is shown when they are asked. */
export interface Shown {
  readonly title?: string;
  readonly prompt?: string;
  readonly placeholder?: string;
  /** Label, description and detail of each row. */
  readonly rows?: readonly (readonly string[])[];
}

export interface Inputs {
  /** Does something that asks. The first questions are answered with the first row; the next one never. */
  during(ask: () => Promise<unknown>, answers?: number): Promise<Shown[]>;
  forget(): void;
}

type Asked = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** Sees every question that people are asked. */
export function watchInputs(): Inputs {
  const window = vscode.window as unknown as Record<string, unknown>;
  const names = ['createQuickPick', 'createInputBox', 'showQuickPick', 'showInputBox'];
  const before = names.map((name) => [name, window[name]] as const);
  let seen: Shown[] = [];
  let answers = 0;

  const watched = <T extends Asked>(input: T): T => {
    const show = input.show.bind(input);
    const accepting: (() => void)[] = [];
    const { onDidAccept } = input;
    Object.defineProperty(input, 'onDidAccept', {
      value: (listener: () => void) => {
        accepting.push(listener);
        return onDidAccept(listener);
      },
    });
    input.show = () => {
      seen.push(shownBy(input));
      show();
      if (answers === 0) {
        input.hide();
        return;
      }
      answers -= 1;
      if ('items' in input) input.selectedItems = input.items.slice(0, 1);
      else input.value ||= 'Words';
      accepting.forEach((listener) => listener());
    };
    return input;
  };
  const { createQuickPick, createInputBox } = vscode.window;
  window['createQuickPick'] = () => watched(createQuickPick());
  window['createInputBox'] = () => watched(createInputBox());
  window['showQuickPick'] = (items: readonly vscode.QuickPickItem[], options = {}) => {
    const { title, placeHolder, prompt } = options as Record<string, string | undefined>;
    seen.push(shown({ title, placeholder: placeHolder, prompt, items }));
    return Promise.resolve(undefined);
  };
  window['showInputBox'] = (options: vscode.InputBoxOptions) => {
    const { title, placeHolder, prompt } = options;
    seen.push(shown({ title, placeholder: placeHolder, prompt }));
    return Promise.resolve(undefined);
  };
  return {
    async during(ask, toAnswer = 0) {
      seen = [];
      answers = toAnswer;
      await ask();
      return seen;
    },
    forget() {
      for (const [name, original] of before) window[name] = original;
    },
  };
}

function shownBy(input: Asked): Shown {
  const { title, placeholder, prompt } = input;
  return shown({ title, placeholder, prompt, items: 'items' in input ? input.items : [] });
}

function shown({
  title = '',
  prompt = '',
  placeholder = '',
  items = [],
}: {
  readonly title?: string | undefined;
  readonly prompt?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly items?: readonly vscode.QuickPickItem[];
}): Shown {
  const rows = items.map(({ label, description = '', detail = '' }) => [
    label,
    description,
    detail,
  ]);
  return { title, prompt, placeholder, rows };
}
