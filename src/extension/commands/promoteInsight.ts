import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { promoteInsight } from '../../core/operations/promoteInsight';
import type { RememberedInsight } from '../../core/queries/rememberedInsights';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { InsightMemory } from '../host/insightMemory';
import type { Orchestration } from '../host/orchestration';
import { pickOne } from '../host/pickAmong';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { pickWords } from '../host/words';

/** Makes an insight a page of the knowledge base, which is opened so that somebody writes on it. */
export function registerPromoteInsight(
  { commands, orchestrations }: Services,
  memory: InsightMemory,
): vscode.Disposable {
  return commands.register(COMMANDS.promoteInsight, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const insight = orchestration && (await askInsight(orchestration, at, memory));
      if (!insight) {
        return undefined;
      }
      const promoted = await orchestration.run(promoteInsight, inputOf(insight));
      const page = orchestration.files.document(`../${promoted.file}`);
      await vscode.window.showTextDocument(vscode.Uri.file(page));
      return promoted;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(promoteInsight, parseInput(promoteInsight, values));
    },
  });
}

async function askInsight(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
  memory: InsightMemory,
): Promise<RememberedInsight | undefined> {
  if (at?.item.kind === 'insight') {
    return at.item.insight;
  }
  const insights = (await memory.latest(orchestration)).filter(({ promoted }) => promoted === null);
  if (insights.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no insight that is not a pattern yet.'),
    );
    return undefined;
  }
  return pickOne(
    {
      all: insights,
      words: ({ text, category, origin }) => [text, category, origin].join(' '),
      entry: ({ text, category, origin }) => ({
        label: pickWords(text),
        description: pickWords([category, origin].filter(Boolean).join(' · ')),
      }),
    },
    {
      title: vscode.l10n.t('Promote Insight'),
      placeHolder: vscode.l10n.t('Which insight is to become a page of the knowledge base?'),
    },
  );
}

function inputOf({ text, category, origin, time }: RememberedInsight): {
  insight: string;
  category?: string;
  origin?: string;
  recorded?: string;
} {
  return {
    insight: text,
    ...(category === null ? {} : { category }),
    ...(origin === null ? {} : { origin }),
    ...(time === null ? {} : { recorded: time }),
  };
}
