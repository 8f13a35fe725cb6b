import * as vscode from 'vscode';
import { breath } from '../../node/slices';

/** VS Code takes every entry of a list at once: of longer lists it gets those that have the words typed. */
const MOST = 500;

/** So many are looked through without a stop. */
const AT_ONCE = 5_000;

/** What there is to choose from; of a long list, entries are made of those only that are shown. */
export interface Choices<T> {
  readonly all: readonly T[];
  /** What is looked through for the words typed. */
  readonly words: (one: T) => string;
  readonly entry: (one: T) => vscode.QuickPickItem;
}

export interface PickOptions {
  readonly title: string;
  readonly placeHolder: string;
}

interface Entry<T> extends vscode.QuickPickItem {
  /** Only a heading has none. */
  readonly one?: T;
}

/** Lets a person choose one of them. */
export async function pickOne<T>(
  choices: Choices<T>,
  options: PickOptions,
): Promise<T | undefined> {
  if (choices.all.length > MOST) {
    const [chosen] = (await pickAmongMany(choices, options)) ?? [];
    return chosen;
  }
  const entries = choices.all.map((one) => ({ ...choices.entry(one), one }));
  const chosen = await vscode.window.showQuickPick(entries, {
    ...options,
    matchOnDescription: true,
  });
  return chosen?.one;
}

/** Lets a person choose any number of them. @param now which are chosen at first */
export async function pickSome<T>(
  choices: Choices<T>,
  now: ReadonlySet<T>,
  options: PickOptions,
): Promise<readonly T[] | undefined> {
  if (choices.all.length > MOST) {
    return pickAmongMany(choices, options, now);
  }
  const entries = choices.all.map((one) => ({
    ...choices.entry(one),
    one,
    picked: now.has(one),
  }));
  const chosen = await vscode.window.showQuickPick(entries, {
    ...options,
    canPickMany: true,
    matchOnDescription: true,
  });
  return chosen?.map(({ one }) => one);
}

/** @param now given where any number may be chosen */
function pickAmongMany<T>(
  choices: Choices<T>,
  { title, placeHolder }: PickOptions,
  now?: ReadonlySet<T>,
): Promise<readonly T[] | undefined> {
  const pick = vscode.window.createQuickPick<Entry<T>>();
  pick.title = title;
  pick.placeholder = placeHolder;
  pick.canSelectMany = now !== undefined;
  // VS Code would leave out what its own way of looking does not find.
  const entry = (one: T): Entry<T> => ({ ...choices.entry(one), one, alwaysShow: true });
  let chosen = [...(now ?? [])].map(entry);
  let latest = '';
  const draw = async (): Promise<void> => {
    const typed = pick.value;
    latest = typed;
    pick.busy = true;
    const found = await having(choices, typed, () => latest === typed);
    if (latest === typed) {
      const rest = found.filter((one) => !chosen.some((each) => each.one === one));
      pick.items = [...chosen, ...rest.map(entry), ...endOf(found)];
      pick.selectedItems = chosen;
      pick.busy = false;
    }
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(() => void draw());
    pick.onDidChangeSelection((selected) => {
      chosen = now ? [...selected] : [];
    });
    pick.onDidAccept(() => {
      resolve((now ? chosen : pick.activeItems.slice(0, 1)).flatMap(({ one }) => one ?? []));
      pick.hide();
    });
    pick.onDidHide(() => {
      latest = '\n';
      resolve(undefined);
      pick.dispose();
    });
    void draw();
    pick.show();
  });
}

/** The first ones that have all the words, in capitals or not. */
async function having<T>(
  { all, words }: Choices<T>,
  typed: string,
  isWanted: () => boolean,
): Promise<T[]> {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (one: T): boolean => {
    const text = wanted.length > 0 ? words(one).toLowerCase() : '';
    return wanted.every((word) => text.includes(word));
  };
  const found: T[] = [];
  for (let at = 0; at < all.length && found.length < MOST && isWanted(); at += AT_ONCE) {
    found.push(...all.slice(at, at + AT_ONCE).filter(has));
    await breath();
  }
  return found.slice(0, MOST);
}

/** Says where there may be more than is shown. */
function endOf<T>(found: readonly T[]): Entry<T>[] {
  const label = vscode.l10n.t('The first {0}: type more words to find others', MOST);
  return found.length < MOST
    ? []
    : [{ label, kind: vscode.QuickPickItemKind.Separator, alwaysShow: true }];
}
