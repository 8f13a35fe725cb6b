import * as vscode from 'vscode';
import type * as z from 'zod';
import { parseInput } from '../../core/operation';
import { raiseDecision } from '../../core/operations/raiseDecision';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import { listStep } from '../host/listStep';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { runWizard, textStep, type Step } from '../host/wizard';

type Known = Partial<z.input<(typeof raiseDecision)['input']>>;

export function registerRaiseDecision({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.raiseDecision, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const title = vscode.l10n.t('Raise Decision');
      const known = orchestration && (await runWizard<Known>(title, about(at), STEPS));
      return orchestration && known?.question
        ? orchestration.run(raiseDecision, { ...known, question: known.question })
        : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(raiseDecision, parseInput(raiseDecision, values));
    },
  });
}

/** What was clicked at is what the decision is about. */
function about(at: AtlasNode | undefined): Known {
  switch (at?.item.kind) {
    case 'task':
      return { task: at.item.task.id };
    case 'objective':
      return at.item.objective ? { objective: at.item.objective.id } : {};
    default:
      return {};
  }
}

const askQuestion: Step<Known> = async (known, frame) => {
  const words = await textStep(frame, {
    prompt: vscode.l10n.t('What has to be decided?'),
    placeholder: vscode.l10n.t('e.g. Which provider do we build on?'),
    value: known.question ?? '',
    required: true,
  });
  return typeof words === 'string' ? words : { value: { ...known, question: words.value } };
};

const askOptions: Step<Known> = async (known, frame) => {
  const lines = await listStep(frame, {
    prompt: vscode.l10n.t('What is there to choose from?'),
    placeholder: vscode.l10n.t('One option, Enter, the next one'),
    chosen: known.options ?? [],
    suggestions: [],
    goOn: (count) =>
      count > 0
        ? vscode.l10n.t('Raise it with these options ({0})', count)
        : vscode.l10n.t('Raise it without options'),
  });
  return typeof lines === 'string' ? lines : { value: { ...known, options: lines.value } };
};

const STEPS = [askQuestion, askOptions];
