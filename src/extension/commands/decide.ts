import * as vscode from 'vscode';
import type { Decision } from '../../core/model/context';
import { pendingDecisions } from '../../core/model/decisions';
import { parseInput } from '../../core/operation';
import { decide } from '../../core/operations/decide';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { pickStep, runWizard, textStep, type Step } from '../host/wizard';
import { pickWords } from '../host/words';

interface Answers {
  readonly decision?: Decision;
  readonly choice?: string;
  readonly rationale?: string;
}

export function registerDecide({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.decide, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const answers = orchestration && (await askAnswers(orchestration, at));
      return orchestration && answers?.decision && answers.choice && answers.rationale
        ? orchestration.run(decide, {
            decision: answers.decision.id,
            choice: answers.choice,
            rationale: answers.rationale,
          })
        : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(decide, parseInput(decide, values));
    },
  });
}

async function askAnswers(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<Answers | undefined> {
  const { item } = at ?? {};
  const clicked = item?.kind === 'decision' || item?.kind === 'option' ? item.decision : undefined;
  const choice = item?.kind === 'option' ? item.option : undefined;
  const pending = orchestration.read(pendingDecisions) ?? [];
  const decision = clicked ?? (pending.length === 1 ? pending[0] : undefined);
  if (!decision && pending.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No decision is pending.'));
    return undefined;
  }
  // Who clicked at an option has chosen; why is still asked.
  const steps = [
    ...(decision ? [] : [askDecision(pending)]),
    ...(choice === undefined ? [askChoice] : []),
    askRationale,
  ];
  const title = decision ? vscode.l10n.t('Decide {0}', decision.id) : vscode.l10n.t('Decide');
  return runWizard<Answers>(
    title,
    decision ? { decision, ...(choice === undefined ? {} : { choice }) } : {},
    steps,
  );
}

const askDecision =
  (pending: readonly Decision[]): Step<Answers> =>
  async (known, frame) => {
    const items = pending.map((decision) => ({
      label: pickWords(decision.question),
      description: [decision.id, decision.agent].filter(Boolean).join(' · '),
      decision,
    }));
    const picked = await pickStep(frame, {
      placeholder: vscode.l10n.t('Which question is decided?'),
      items,
      active: items.find(({ decision }) => decision.id === known.decision?.id),
    });
    return typeof picked === 'string' ? picked : { value: { decision: picked.value.decision } };
  };

/** An option, or what somebody types instead; without options there is only the latter. */
const askChoice: Step<Answers> = async (known, frame) => {
  const { question = '', options = [] } = known.decision ?? {};
  if (options.length === 0) {
    const words = await textStep(frame, {
      prompt: question,
      placeholder: vscode.l10n.t('What is chosen?'),
      value: known.choice ?? '',
      required: true,
    });
    return typeof words === 'string' ? words : { value: { ...known, choice: words.value } };
  }
  const items = options.map((choice) => ({ label: pickWords(choice), description: '', choice }));
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('Choose an option, or type your own words'),
    prompt: question,
    items,
    active: items.find(({ choice }) => choice === known.choice),
    other: (choice) => ({
      label: pickWords(choice),
      description: vscode.l10n.t('your own words'),
      choice,
    }),
  });
  return typeof picked === 'string' ? picked : { value: { ...known, choice: picked.value.choice } };
};

const askRationale: Step<Answers> = async (known, frame) => {
  const words = await textStep(frame, {
    prompt: vscode.l10n.t(
      'Why "{0}"? The reason is kept, and handed to agents.',
      known.choice ?? '',
    ),
    value: known.rationale ?? '',
    required: true,
  });
  return typeof words === 'string' ? words : { value: { ...known, rationale: words.value } };
};
