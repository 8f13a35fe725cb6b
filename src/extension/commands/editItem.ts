import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Decision } from '../../core/model/context';
import { insightsIn, type NumberedInsight } from '../../core/model/insights';
import { parseInput } from '../../core/operation';
import { editDecision } from '../../core/operations/editDecision';
import { editInsight } from '../../core/operations/editInsight';
import { editItem } from '../../core/operations/editItem';
import { decisionStatus } from '../../core/queries/itemView';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Given } from '../host/commandRegistry';
import { askItem, itemChoices } from '../host/findItem';
import type { Orchestration } from '../host/orchestration';
import { pickOne, type Choices } from '../host/pickAmong';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';
import { runWizard } from '../host/wizard';
import { pickWords } from '../host/words';
import { askEvidence, askOptions, askQuestion, type DecisionParts } from './decisionSteps';

/** Says an objective, a task, a question that is still open, or an insight in other words. */
export function registerEditItem({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register<unknown>(COMMANDS.editItem, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const meant = orchestration && (await askWhat(orchestration, at));
      if (!meant) {
        return undefined;
      }
      return 'insight' in meant
        ? editWords(orchestration, meant.insight)
        : meant.kind === 'decision'
          ? editQuestion(orchestration, meant.item)
          : editDescription(orchestration, meant.item);
    },
    async given(values, folder) {
      return editGiven(orchestrations.find(folder), values);
    },
  });
}

type Meant =
  | { readonly insight: NumberedInsight }
  | { readonly kind: 'decision'; readonly item: Decision }
  | {
      readonly kind: 'other';
      readonly item: { readonly id: string; readonly description: string };
    };

async function askWhat(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<Meant | undefined> {
  if (at?.item.kind === 'insight') {
    return { insight: at.item.insight };
  }
  const found = at && (await askItem(orchestration, at, { title: vscode.l10n.t('Edit') }));
  if (found) {
    const meant = meantBy(found);
    if (!meant) {
      throw new AtlasError('notEditable', { id: found.item.id });
    }
    return meant;
  }
  const chosen = await pickOne(everythingToEdit(orchestration), {
    title: vscode.l10n.t('Edit'),
    placeHolder: vscode.l10n.t('Type a part of its words or its id'),
  });
  return chosen?.meant;
}

/** One of the things that can be edited, and how it looks in a list. */
interface Editable {
  readonly meant: Meant;
  readonly words: () => string;
  readonly entry: () => vscode.QuickPickItem;
}

function everythingToEdit(orchestration: Orchestration): Choices<Editable> {
  const items = itemChoices(orchestration, ['task', 'objective', 'decision']);
  const others = items.all.flatMap((found): Editable[] => {
    const meant = meantBy(found);
    return meant
      ? [{ meant, words: () => items.words(found), entry: () => items.entry(found) }]
      : [];
  });
  const insights = (orchestration.read(insightsIn) ?? []).map((insight): Editable => ({
    meant: { insight },
    words: () => insight.text,
    entry: () => ({
      label: `$(lightbulb) ${pickWords(insight.text)}`,
      description: vscode.l10n.t('Insight {0}', insight.number),
    }),
  }));
  return {
    all: [...others, ...insights],
    words: ({ words }) => words(),
    entry: ({ entry }) => entry(),
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof askItem>>>;

/** Missions, and what was decided, stay as they were said. */
function meantBy(found: Found): Meant | undefined {
  switch (found.kind) {
    case 'decision':
      return decisionStatus(found.item) === 'pending'
        ? { kind: 'decision', item: found.item }
        : undefined;
    case 'agent':
      return undefined;
    default:
      return { kind: 'other', item: found.item };
  }
}

async function editDescription(
  orchestration: Orchestration,
  { id, description: before }: { readonly id: string; readonly description: string },
): Promise<unknown> {
  const description = await askWords(id, before);
  return description === undefined
    ? undefined
    : orchestration.run(editItem, { item: id, description });
}

async function editWords(
  orchestration: Orchestration,
  { number, text: before }: NumberedInsight,
): Promise<unknown> {
  const text = await askWords(vscode.l10n.t('Insight {0}', number), before);
  return text === undefined ? undefined : orchestration.run(editInsight, { insight: before, text });
}

function askWords(what: string, before: string): Promise<string | undefined> {
  return askText({
    title: vscode.l10n.t('Edit {0}', what),
    prompt: vscode.l10n.t('What does it say from now on?'),
    value: before,
  });
}

async function editQuestion(
  orchestration: Orchestration,
  { id, question, options, evidence }: Decision,
): Promise<unknown> {
  const goOn = (count: number): string => vscode.l10n.t('Go on with these options ({0})', count);
  const save = (count: number): string => vscode.l10n.t('Save, with this evidence ({0})', count);
  const parts = await runWizard<DecisionParts>(
    vscode.l10n.t('Edit {0}', id),
    { question, ...(options ? { options } : {}), ...(evidence ? { evidence } : {}) },
    [askQuestion, askOptions(goOn), askEvidence(save)],
  );
  return parts && orchestration.run(editDecision, { decision: id, ...parts });
}

function editGiven(orchestration: Orchestration, values: Given): Promise<unknown> {
  if ('insight' in values) {
    return orchestration.run(editInsight, parseInput(editInsight, values));
  }
  const { item, ...parts } = values;
  return 'question' in parts || 'options' in parts || 'evidence' in parts
    ? orchestration.run(editDecision, parseInput(editDecision, { decision: item, ...parts }))
    : orchestration.run(editItem, parseInput(editItem, values));
}
