import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import type { Criterion } from '../../core/model/criteria';
import { recordChecks } from '../../core/operations/recordChecks';
import type { Orchestration } from '../host/orchestration';
import { askChoice, askText } from '../host/question';
import { oneLine } from '../host/words';
import { reviewOf } from './missionStarts';
import type { Spawning } from './spawning';

/** How the journal names a person who judged. */
const BY_A_PERSON = 'person';

type Verdict = 'holds' | 'fails' | 'review';

/**
 * Has a person judge a criterion that no program can, or send a reviewer who does.
 * @returns `left` when a reviewer was sent: there is nothing to decide until it has reported
 */
export async function judgeCriterion(
  orchestration: Orchestration,
  agent: Agent,
  criterion: Criterion,
  spawning: Spawning,
): Promise<'judged' | 'left'> {
  const verdict = await askVerdict(criterion);
  if (verdict === 'review' && criterion.kind === 'reviewer') {
    const start = reviewOf(orchestration, agent, criterion);
    return (await spawning.ask(orchestration, start)) ? 'left' : 'judged';
  }
  const detail = verdict === 'fails' ? await askDetail(criterion) : undefined;
  if (verdict === 'holds' || detail !== undefined) {
    const check = { criterion: criterion.text, passed: verdict === 'holds', by: BY_A_PERSON };
    await orchestration.run(recordChecks, {
      agent: agent.id,
      checks: [detail === undefined ? check : { ...check, detail }],
    });
  }
  return 'judged';
}

async function askVerdict(criterion: Criterion): Promise<Verdict | undefined> {
  const items: (vscode.QuickPickItem & { verdict: Verdict })[] = [
    ...(criterion.kind === 'reviewer'
      ? [
          {
            label: vscode.l10n.t('$(rocket) Spawn a Reviewer…'),
            description: vscode.l10n.t('its report is the judgement'),
            verdict: 'review' as const,
          },
        ]
      : []),
    { label: vscode.l10n.t('$(pass) It holds'), verdict: 'holds' },
    { label: vscode.l10n.t('$(error) It does not hold…'), verdict: 'fails' },
  ];
  const picked = await askChoice(items, {
    title: oneLine(criterion.text),
    placeHolder: vscode.l10n.t('Does it hold?'),
  });
  return picked?.verdict;
}

function askDetail(criterion: Criterion): Promise<string | undefined> {
  return askText({
    title: oneLine(criterion.text),
    prompt: vscode.l10n.t('What shows that it does not hold?'),
  });
}
