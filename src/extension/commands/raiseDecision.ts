import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { raiseDecision } from '../../core/operations/raiseDecision';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { runWizard, type Step } from '../host/wizard';
import { askOptions, askQuestion, type DecisionParts } from './decisionSteps';

/** With what it is about. */
interface Known extends DecisionParts {
  readonly task?: string;
  readonly objective?: string;
}

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

const STEPS: readonly Step<DecisionParts>[] = [
  askQuestion,
  askOptions((count) =>
    count > 0
      ? vscode.l10n.t('Raise it with these options ({0})', count)
      : vscode.l10n.t('Raise it without options'),
  ),
];
