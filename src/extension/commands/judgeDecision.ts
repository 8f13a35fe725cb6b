import * as vscode from 'vscode';
import type { Context, Decision } from '../../core/model/context';
import { parseInput } from '../../core/operation';
import { judgeDecision } from '../../core/operations/judgeDecision';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { pickStep, runWizard, textStep, type Step } from '../host/wizard';
import { outcomeWords, pickWords } from '../host/words';

interface Answers {
  readonly decision?: Decision;
  readonly good?: boolean;
  readonly note?: string;
}

/** Says how a decision turned out, once that shows. */
export function registerJudgeDecision({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register(COMMANDS.judgeDecision, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const answers = orchestration && (await askAnswers(orchestration, at));
      return orchestration && answers?.decision && answers.good !== undefined
        ? orchestration.run(judgeDecision, {
            decision: answers.decision.id,
            good: answers.good,
            ...(answers.note ? { note: answers.note } : {}),
          })
        : undefined;
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(judgeDecision, parseInput(judgeDecision, values));
    },
  });
}

async function askAnswers(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<Answers | undefined> {
  const clicked =
    at?.item.kind === 'decision' || at?.item.kind === 'answer' ? at.item.decision : undefined;
  const made = orchestration.read(toBeJudged) ?? [];
  const decision = clicked ?? (made.length === 1 ? made[0] : undefined);
  if (!decision && made.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No decision has been made yet that could be judged.'),
    );
    return undefined;
  }
  const steps = [...(decision ? [] : [askDecision(made)]), askOutcome, askNote];
  const title = decision
    ? vscode.l10n.t('Judge {0}', decision.id)
    : vscode.l10n.t('Judge Decision');
  return runWizard<Answers>(title, decision ? ofBefore(decision) : {}, steps);
}

/** Those that nobody has judged come first, of each the latest; what was judged may turn out otherwise. */
function toBeJudged(context: Context): Decision[] {
  const latest = (context.atlas?.decisions_made ?? []).toReversed();
  return [...latest.filter(({ outcome }) => !outcome), ...latest.filter(({ outcome }) => outcome)];
}

/** What was said before is where the answer begins. */
function ofBefore(decision: Decision): Answers {
  const { good, note } = decision.outcome ?? {};
  return {
    decision,
    ...(good === undefined ? {} : { good }),
    ...(note === undefined ? {} : { note }),
  };
}

const askDecision =
  (made: readonly Decision[]): Step<Answers> =>
  async (known, frame) => {
    const items = made.map((decision) => ({
      label: pickWords(decision.question),
      description: [
        decision.id,
        pickWords(decision.choice ?? ''),
        ...(decision.outcome ? [outcomeWords(decision.outcome)] : []),
      ].join(' · '),
      decision,
    }));
    const picked = await pickStep(frame, {
      placeholder: vscode.l10n.t('Which decision has shown how it turned out?'),
      items,
      active: items.find(({ decision }) => decision.id === known.decision?.id),
    });
    if (typeof picked === 'string') {
      return picked;
    }
    const { decision } = picked.value;
    // Whoever went back, and chose the same one again, keeps what they had answered.
    return { value: decision.id === known.decision?.id ? known : ofBefore(decision) };
  };

const askOutcome: Step<Answers> = async (known, frame) => {
  const { choice = '', rationale } = known.decision ?? {};
  const items = [
    { label: vscode.l10n.t('$(thumbsup) Good: it would be decided so again'), good: true },
    {
      label: vscode.l10n.t('$(thumbsdown) Bad: another choice would have been better'),
      good: false,
    },
  ];
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('How did it turn out?'),
    prompt:
      rationale === undefined
        ? vscode.l10n.t('Chosen: {0}', choice)
        : vscode.l10n.t('Chosen: {0}. Because: {1}', choice, rationale),
    items,
    active: items.find(({ good }) => good === known.good),
  });
  return typeof picked === 'string' ? picked : { value: { ...known, good: picked.value.good } };
};

const askNote: Step<Answers> = async (known, frame) => {
  const words = await textStep(frame, {
    prompt: known.good
      ? vscode.l10n.t('What showed that it was good? Empty: nothing is noted.')
      : vscode.l10n.t('What showed that it was bad? Empty: nothing is noted.'),
    value: known.note ?? '',
    required: false,
  });
  return typeof words === 'string' ? words : { value: { ...known, note: words.value } };
};
