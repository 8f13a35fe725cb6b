import * as vscode from 'vscode';
import { listStep } from '../host/listStep';
import { textStep, type Step } from '../host/wizard';

/** What a question that is to be decided is made of. */
export interface DecisionParts {
  readonly question?: string;
  readonly options?: string[];
  readonly evidence?: string[];
}

/** The steps that put a question, for whoever raises one or puts it otherwise. */

export const askQuestion: Step<DecisionParts> = async (known, frame) => {
  const words = await textStep(frame, {
    prompt: vscode.l10n.t('What has to be decided?'),
    placeholder: vscode.l10n.t('e.g. Which provider do we build on?'),
    value: known.question ?? '',
    required: true,
  });
  return typeof words === 'string' ? words : { value: { ...known, question: words.value } };
};

/** @param goOn what the row says that ends the list */
export const askOptions =
  (goOn: (count: number) => string): Step<DecisionParts> =>
  async (known, frame) => {
    const lines = await listStep(frame, {
      prompt: vscode.l10n.t('What is there to choose from?'),
      placeholder: vscode.l10n.t('One option, Enter, the next one'),
      chosen: known.options ?? [],
      suggestions: [],
      goOn,
    });
    return typeof lines === 'string' ? lines : { value: { ...known, options: lines.value } };
  };

/** @param goOn what the row says that ends the list */
export const askEvidence =
  (goOn: (count: number) => string): Step<DecisionParts> =>
  async (known, frame) => {
    const lines = await listStep(frame, {
      prompt: vscode.l10n.t('What can the choice be based on?'),
      placeholder: vscode.l10n.t('One report, measurement or id, Enter, the next one'),
      chosen: known.evidence ?? [],
      suggestions: [],
      goOn,
    });
    return typeof lines === 'string' ? lines : { value: { ...known, evidence: lines.value } };
  };
