import * as vscode from 'vscode';
import { pickWords, promptWords } from './words';
import { show, type StepEnd, type StepFrame } from './wizard';

export interface ListQuestion {
  readonly prompt: string;
  readonly placeholder: string;
  /** What the list holds at first. */
  readonly chosen: readonly string[];
  /** Lines to pick instead of typing them. */
  readonly suggestions: readonly string[];
  /** What the row says that ends the list. */
  readonly goOn: (count: number) => string;
  /** What is wrong with a line; undefined where nothing is. */
  readonly problem?: (line: string) => string | undefined;
  /** What a line means, beside it. */
  readonly meaning?: (line: string) => string;
}

interface Row extends vscode.QuickPickItem {
  /** Undefined: the list is done. */
  readonly line?: string;
  readonly taken?: boolean;
}

/**
 * Collects lines, one at a time: typed or picked. Enter on a line of the list takes it out again; Enter
 * with nothing typed goes on. A line that will not do stays where it was typed, with what is wrong with it.
 */
export function listStep(frame: StepFrame, question: ListQuestion): Promise<StepEnd<string[]>> {
  const { problem = () => undefined } = question;
  let lines = [...(frame.draft.lines ?? question.chosen)];
  const input = vscode.window.createQuickPick<Row>();
  input.placeholder = question.placeholder;
  input.value = frame.draft.typed ?? '';
  const draw = (): void => {
    const typed = input.value.trim();
    input.items = typed === '' ? listRows(question, lines) : typedRows(question, lines, typed);
    input.prompt = promptWords((typed === '' ? undefined : problem(typed)) ?? question.prompt);
    const [first] = input.items;
    input.activeItems = first ? [first] : [];
  };
  input.onDidChangeValue(draw);
  draw();
  const read = (): string[] | undefined => {
    const [row] = input.activeItems;
    if (row?.line === undefined) {
      return row && lines;
    }
    const { line } = row;
    if (row.taken) {
      lines = lines.filter((each) => each !== line);
    } else if (problem(line) === undefined) {
      lines = [...new Set([...lines, line])];
      input.value = '';
    }
    draw();
    return undefined;
  };
  return show(frame, input, read, () => ({ typed: input.value, lines }));
}

function listRows({ suggestions, goOn, meaning }: ListQuestion, lines: readonly string[]): Row[] {
  const rest = suggestions.filter((each) => !lines.includes(each));
  return [
    { label: `$(arrow-right) ${goOn(lines.length)}` },
    ...(lines.length > 0 ? [separator(vscode.l10n.t('chosen; Enter takes one out'))] : []),
    ...lines.map((line) => ({
      label: `$(check) ${pickWords(line)}`,
      description: meaning?.(line) ?? '',
      line,
      taken: true,
    })),
    ...(rest.length > 0 ? [separator(vscode.l10n.t('suggestions; Enter takes one in'))] : []),
    ...rest.map((line) => ({
      label: `$(add) ${pickWords(line)}`,
      description: meaning?.(line) ?? '',
      line,
    })),
  ];
}

function typedRows(
  { suggestions, problem, meaning }: ListQuestion,
  lines: readonly string[],
  typed: string,
): Row[] {
  const fits = problem?.(typed) === undefined;
  return [
    {
      label: `${fits ? '$(add)' : '$(error)'} ${pickWords(typed)}`,
      description: fits ? (meaning?.(typed) ?? '') : vscode.l10n.t('cannot be used like this'),
      line: typed,
      alwaysShow: true,
    },
    ...suggestions
      .filter((each) => !lines.includes(each))
      .map((line) => ({
        label: `$(add) ${pickWords(line)}`,
        description: meaning?.(line) ?? '',
        line,
      })),
  ];
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
