import * as vscode from 'vscode';
import type * as z from 'zod';
import { CHAT_PROFILE } from '../../core/model/profile';
import type { spawnAgent } from '../../core/operations/spawnAgent';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { defaultProfile, profilesOf, type Profile } from '../host/profiles';
import { pickStep, runWizard, textStep, type Step } from '../host/wizard';

export type MissionAnswers = z.input<(typeof spawnAgent)['input']>;

type Known = Partial<MissionAnswers>;

/**
 * Asks for a mission, one thing after the other with a way back: what kind of agent, what it is asked,
 * for which task, how success is judged, how long it may take, and how it is launched.
 */
export async function askMission(
  orchestration: Orchestration,
  at: AtlasNode | undefined,
): Promise<MissionAnswers | undefined> {
  const clicked = at?.item.kind === 'task' ? at.item.task : undefined;
  const steps: Step<Known>[] = [
    askType,
    askWords(clicked?.description),
    // The task somebody clicked at is not asked for again.
    ...(clicked ? [] : [askTask(orchestration)]),
    askCriteria,
    askTimebox,
    askProfile(orchestration),
  ];
  const title = clicked
    ? vscode.l10n.t('Spawn Agent for {0}', clicked.id)
    : vscode.l10n.t('Spawn Agent');
  const answers = await runWizard<Known>(title, clicked ? { task: clicked.id } : {}, steps);
  return answers?.mission ? { ...answers, mission: answers.mission } : undefined;
}

const askType: Step<Known> = async (known, frame) => {
  const items = [
    { label: 'researcher', description: vscode.l10n.t('finds out what is known') },
    { label: 'analyst', description: vscode.l10n.t('reads, compares and explains') },
    { label: 'developer', description: vscode.l10n.t('builds and changes') },
    { label: 'reviewer', description: vscode.l10n.t('checks what others made') },
    { label: 'executor', description: vscode.l10n.t('runs commands and reports') },
    { label: 'advisor', description: vscode.l10n.t('weighs options for a decision') },
    { label: 'lead', description: vscode.l10n.t('breaks work down and hands it on') },
  ];
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('What kind of agent? Choose one, or type your own.'),
    items,
    active: items.find(({ label }) => label === known.type),
    other: (typed) => ({ label: typed, description: vscode.l10n.t('your own kind') }),
  });
  return typeof picked === 'string' ? picked : { value: { ...known, type: picked.value.label } };
};

const askWords =
  (proposal: string | undefined): Step<Known> =>
  async (known, frame) => {
    const words = await textStep(frame, {
      prompt: vscode.l10n.t('What is the agent asked to do?'),
      placeholder: vscode.l10n.t('e.g. Compare the three providers and recommend one'),
      value: known.mission ?? proposal ?? '',
      required: true,
    });
    return typeof words === 'string' ? words : { value: { ...known, mission: words.value } };
  };

const askTask =
  (orchestration: Orchestration): Step<Known> =>
  async ({ task, ...known }, frame) => {
    const open = orchestration.state.context?.active_tasks ?? [];
    const items = [
      ...open.map(({ id, description }) => ({ label: description, description: id, id })),
      { label: vscode.l10n.t('No task'), id: undefined },
    ];
    const picked = await pickStep(frame, {
      placeholder: vscode.l10n.t('Which task does the mission serve?'),
      items,
      active: items.find(({ id }) => id !== undefined && id === task),
    });
    if (typeof picked === 'string') {
      return picked;
    }
    const { id } = picked.value;
    return { value: id === undefined ? known : { ...known, task: id } };
  };

/** Criteria one after the other; an empty line ends them. */
const askCriteria: Step<Known> = async (known, frame) => {
  const criteria: string[] = [];
  for (;;) {
    const words = await textStep(frame, {
      prompt:
        criteria.length === 0
          ? vscode.l10n.t(
              'How is success judged? One criterion at a time; Enter on an empty line goes on.',
            )
          : vscode.l10n.t('{0} so far. Another one, or Enter to go on.', criteria.length),
      placeholder: vscode.l10n.t('e.g. npm test passes'),
      required: false,
    });
    if (words === 'cancel') {
      return 'cancel';
    }
    if (words === 'back') {
      if (criteria.pop() === undefined) {
        return 'back';
      }
    } else if (words.value === '') {
      return { value: { ...known, successCriteria: criteria } };
    } else {
      criteria.push(words.value);
    }
  }
};

const askTimebox: Step<Known> = async ({ timeboxMinutes, ...known }, frame) => {
  const choice = (label: string, minutes: number | undefined) => ({ label, minutes });
  const items = [
    choice(vscode.l10n.t('30 minutes'), 30),
    choice(vscode.l10n.t('15 minutes'), 15),
    choice(vscode.l10n.t('1 hour'), 60),
    choice(vscode.l10n.t('2 hours'), 120),
    choice(vscode.l10n.t('No timebox'), undefined),
  ];
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('How long may it take? Choose, or type a number of minutes.'),
    items,
    active: items.find(({ minutes }) => minutes !== undefined && minutes === timeboxMinutes),
    other: (typed) =>
      /^[1-9]\d*$/.test(typed)
        ? choice(vscode.l10n.t('{0} minutes', typed), Number(typed))
        : undefined,
  });
  if (typeof picked === 'string') {
    return picked;
  }
  const { minutes } = picked.value;
  return { value: minutes === undefined ? known : { ...known, timeboxMinutes: minutes } };
};

const askProfile =
  (orchestration: Orchestration): Step<Known> =>
  async (known, frame) => {
    const preferred = known.profile ?? defaultProfile(orchestration);
    const items = profilesOf(orchestration).map((profile) => ({
      label: profile.name,
      ...describe(profile),
    }));
    const picked = await pickStep(frame, {
      placeholder: vscode.l10n.t('How is it launched?'),
      items,
      active: items.find(({ label }) => label === preferred),
    });
    return typeof picked === 'string'
      ? picked
      : { value: { ...known, profile: picked.value.label } };
  };

function describe(profile: Profile): { description: string } {
  if (profile.name === CHAT_PROFILE) {
    return { description: vscode.l10n.t("opens VS Code's chat with the mission") };
  }
  if (profile.kind === 'terminal' && profile.program === '') {
    return { description: vscode.l10n.t('not set up yet: see the setting atlas.agents.profiles') };
  }
  return profile.kind === 'terminal'
    ? { description: [profile.program, ...profile.args].join(' ') }
    : { description: '' };
}
