import * as vscode from 'vscode';
import { missionDefaults } from '../../core/model/missionDefaults';
import { parseInput } from '../../core/operation';
import { draftMission, spawnAgent } from '../../core/operations/spawnAgent';
import { hasCommits } from '../../node/git/hasCommits';
import type { Faults } from '../host/faults';
import type { Orchestration } from '../host/orchestration';
import { readyProfile } from '../host/profiles';
import { pickStep, runWizard, type Step } from '../host/wizard';
import {
  askCriteria,
  askProfile,
  askTask,
  askTimebox,
  askType,
  askWords,
  type Known,
  type MissionAnswers,
} from './missionSteps';

/** Where a wizard begins: what is settled, and what is proposed. */
export interface MissionStart {
  readonly title: string;
  /** Proposed, and asked for all the same, except for the task. */
  readonly known: Known;
  /** Proposed as the mission's words, where nothing is known of them. */
  readonly proposal?: string | undefined;
}

export interface MissionAids {
  /** Shows a mission as it would be written, rendered; disposing of the result takes it away. */
  readonly preview: (agent: string, document: string) => Promise<{ dispose(): void }>;
  readonly faults: Faults;
}

/**
 * Asks for a mission, one thing after the other with a way back: what kind of agent, what it is asked,
 * for which task, how success is judged, how long it may take, how it is launched; and last, with the
 * whole mission on show, whether it shall be.
 */
export async function askMission(
  orchestration: Orchestration,
  { title, known, proposal }: MissionStart,
  aids: MissionAids,
): Promise<MissionAnswers | undefined> {
  const steps: Step<Known>[] = [
    askType,
    askWords(proposal),
    // The task somebody clicked at is not asked for again.
    ...(known.task === undefined ? [askTask(orchestration)] : []),
    askCriteria(orchestration),
    askTimebox,
    askProfile(orchestration),
    askConsent(orchestration, aids),
  ];
  const answers = await runWizard<Known>(title, known, steps);
  return answers?.mission ? { ...answers, mission: answers.mission } : undefined;
}

type Consent = 'spawn' | 'worktree' | 'plan' | 'back';

interface ConsentItem extends vscode.QuickPickItem {
  readonly consent: Consent;
}

const askConsent =
  (orchestration: Orchestration, { preview, faults }: MissionAids): Step<Known> =>
  async (known, frame) => {
    const answers = withDefaults(known);
    const draft = orchestration.read((context, now) =>
      draftMission(context, parseInput(spawnAgent, answers), now),
    );
    const [page, inGit] = await Promise.all([
      draft && preview(draft.agent.id, draft.document),
      hasCommits(orchestration.files.root),
    ]);
    try {
      for (;;) {
        const picked = await pickStep(frame, {
          placeholder: vscode.l10n.t('This is the mission. Shall it be?'),
          items: consentItems(inGit),
        });
        if (typeof picked === 'string' || picked.value.consent === 'back') {
          return typeof picked === 'string' ? picked : 'back';
        }
        const { consent } = picked.value;
        if (consent === 'plan' || canLaunch(orchestration, answers.profile, faults)) {
          return {
            value: { ...answers, worktree: consent === 'worktree', planned: consent === 'plan' },
          };
        }
      }
    } finally {
      page?.dispose();
    }
  };

function consentItems(inGit: boolean): ConsentItem[] {
  return [
    {
      label: vscode.l10n.t('$(rocket) Spawn'),
      description: vscode.l10n.t('launch it now'),
      consent: 'spawn',
    },
    ...(inGit
      ? ([
          {
            label: vscode.l10n.t('$(git-branch) Spawn in a worktree of its own'),
            description: vscode.l10n.t('on a branch of its own, beside your files'),
            consent: 'worktree',
          },
        ] as const)
      : []),
    {
      label: vscode.l10n.t('$(circle-outline) Only plan it'),
      description: vscode.l10n.t('write the mission, launch it later'),
      consent: 'plan',
    },
    {
      label: vscode.l10n.t('$(arrow-left) Back'),
      description: vscode.l10n.t('change something'),
      consent: 'back',
    },
  ];
}

/** What has to come back goes in by itself; the preview shows it. */
function withDefaults(known: Known): Known {
  return {
    ...known,
    outputRequirements: known.outputRequirements ?? [
      ...missionDefaults(known.type ?? '').outputRequirements,
    ],
  };
}

/** Says what is missing while the answers are still there to be changed. */
function canLaunch(
  orchestration: Orchestration,
  profile: string | undefined,
  faults: Faults,
): boolean {
  try {
    readyProfile(orchestration, profile);
    return true;
  } catch (error) {
    faults.show(error);
    return false;
  }
}
