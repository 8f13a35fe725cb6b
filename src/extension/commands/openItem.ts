import * as vscode from 'vscode';
import * as z from 'zod';
import { findAnyItem, type AnyItem } from '../../core/model/anyItem';
import { insightsIn, type NumberedInsight } from '../../core/model/insights';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import { askItem, idOf, itemChoices } from '../host/findItem';
import { required } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { pickOne, type Choices } from '../host/pickAmong';
import { askOrchestration } from '../host/prompts';
import type { Services } from '../host/services';
import { pickWords } from '../host/words';

/** What opens, finds and copies items needs of the rest of the extension. */
export interface ItemHooks {
  readonly showItem: (orchestration: Orchestration, id: string) => Promise<void>;
  readonly showMarkdown: (page: vscode.Uri) => Promise<void>;
  /** Shows the row of an item; false where no view has it. */
  readonly reveal: (orchestration: Orchestration, id: string) => Promise<boolean>;
  readonly markdownOf: (orchestration: Orchestration, id: string) => string;
}

const GivenItem = z.strictObject({ item: z.string() });
const GivenItems = z.strictObject({ items: z.array(z.string()).min(1) });

/** Read an item as a page, find one, and copy some. */
export function registerOpenItem(
  { commands, orchestrations }: Services,
  hooks: ItemHooks,
): vscode.Disposable {
  return vscode.Disposable.from(
    commands.register(COMMANDS.openItem, {
      async ask(at) {
        const orchestration = await askOrchestration(orchestrations, at);
        return orchestration && openAt(orchestration, at, hooks);
      },
      async given(values, folder) {
        return openNamed(orchestrations.find(folder), GivenItem.parse(values).item, hooks);
      },
    }),
    commands.register(COMMANDS.findItem, {
      async ask(at) {
        const orchestration = await askOrchestration(orchestrations, at);
        return orchestration && find(orchestration, hooks);
      },
      async given(values, folder) {
        const orchestration = orchestrations.find(folder);
        const id = named(orchestration, GivenItem.parse(values).item);
        await hooks.reveal(orchestration, id);
        return id;
      },
    }),
    commands.register(COMMANDS.copyAsMarkdown, {
      async ask(at, selected) {
        const orchestration = await askOrchestration(orchestrations, at);
        if (!orchestration) {
          return undefined;
        }
        const nodes = selected.length > 0 ? selected : await chosen(orchestration);
        return copy(nodes.map((node) => textOf(node, hooks)));
      },
      async given(values, folder) {
        const orchestration = orchestrations.find(folder);
        const { items } = GivenItems.parse(values);
        return copy(items.map((item) => hooks.markdownOf(orchestration, item)));
      },
    }),
  );
}

async function openAt(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
  hooks: ItemHooks,
): Promise<string | undefined> {
  switch (at?.item.kind) {
    case 'pattern':
      await hooks.showMarkdown(vscode.Uri.file(at.item.file));
      return orchestration.files.shown(at.item.file);
    case 'insight':
      return openInsight(orchestration, at.item.insight, hooks);
    default: {
      const title = vscode.l10n.t('Open Item');
      const found = await askItem(orchestration, at, { title });
      return found && openNamed(orchestration, found.item.id, hooks);
    }
  }
}

/** A pattern is a page; of any other insight, where it came from tells more than its words do. */
async function openInsight(
  orchestration: Orchestration,
  { promoted, origin, text }: { promoted: string | null; origin: string | null; text: string },
  hooks: ItemHooks,
): Promise<string> {
  if (promoted !== null) {
    await hooks.showMarkdown(vscode.Uri.file(orchestration.files.document(`../${promoted}`)));
    return promoted;
  }
  if (origin !== null) {
    return openNamed(orchestration, origin, hooks);
  }
  return text;
}

async function openNamed(
  orchestration: Orchestration,
  typed: string,
  hooks: ItemHooks,
): Promise<string> {
  const id = named(orchestration, typed);
  if (id.startsWith('AGENT_')) {
    await vscode.commands.executeCommand(COMMANDS.openAgent, {
      agent: id,
      folder: orchestration.files.root,
    });
  } else {
    await hooks.showItem(orchestration, id);
  }
  return id;
}

function named(orchestration: Orchestration, typed: string): string {
  const found = orchestration.read((context) => findAnyItem(context, typed).item.id);
  return required(orchestration, found);
}

type Found = AnyItem | { readonly kind: 'insight'; readonly insight: NumberedInsight };

async function find(orchestration: Orchestration, hooks: ItemHooks): Promise<string | undefined> {
  const items = itemChoices(orchestration);
  const insights = orchestration.read(insightsIn) ?? [];
  const choices: Choices<Found> = {
    all: [...items.all, ...insights.map((insight) => ({ kind: 'insight' as const, insight }))],
    words: (one) => (one.kind === 'insight' ? one.insight.text : items.words(one)),
    entry: (one) => (one.kind === 'insight' ? insightEntry(one.insight) : items.entry(one)),
  };
  const chosen = await pickOne(choices, {
    title: vscode.l10n.t('Find Item'),
    placeHolder: vscode.l10n.t('Objectives, tasks, agents, decisions and insights'),
  });
  if (chosen?.kind === 'insight') {
    const { number } = chosen.insight;
    await hooks.reveal(orchestration, `insight/${number}`);
    return String(number);
  }
  if (chosen) {
    await hooks.reveal(orchestration, chosen.item.id);
    await openNamed(orchestration, chosen.item.id, hooks);
  }
  return chosen?.item.id;
}

function insightEntry({ number, text }: NumberedInsight): vscode.QuickPickItem {
  return {
    label: `$(lightbulb) ${pickWords(text)}`,
    description: vscode.l10n.t('insight {0}', number),
  };
}

interface Chosen {
  readonly orchestration: Orchestration;
  readonly id: string;
}

async function chosen(orchestration: Orchestration): Promise<readonly Chosen[]> {
  const title = vscode.l10n.t('Copy as Markdown');
  const found = await askItem(orchestration, undefined, { title });
  return found ? [{ orchestration, id: found.item.id }] : [];
}

function textOf(node: AtlasNode | Chosen, { markdownOf }: ItemHooks): string {
  const id = 'id' in node ? node.id : idOf(node);
  if (id !== undefined) {
    return markdownOf(node.orchestration, id);
  }
  return 'item' in node ? wordsOf(node) : '';
}

/** Of rows that are no item: what they say. */
function wordsOf({ item }: AtlasNode): string {
  switch (item.kind) {
    case 'insight':
      return `- ${item.insight.text}\n`;
    case 'sentence':
      return `- ${item.text}\n`;
    case 'pattern':
      return `- [${item.title}](${item.file})\n`;
    case 'objective':
      return item.tasks.map(({ task }) => `- ${task.id} ${task.description}\n`).join('');
    default:
      return '';
  }
}

async function copy(texts: readonly string[]): Promise<string | undefined> {
  const text = texts.filter((each) => each !== '').join('\n');
  if (text === '') {
    return undefined;
  }
  await vscode.env.clipboard.writeText(text);
  return text;
}
