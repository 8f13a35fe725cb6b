import * as vscode from 'vscode';
import type * as z from 'zod';
import { AtlasError } from '../../core/errors';
import { parseCriterion, readCriterion } from '../../core/model/criteria';
import { missionDefaults, suggestedCriteria } from '../../core/model/missionDefaults';
import { CHAT_PROFILE } from '../../core/model/profile';
import type { spawnAgent } from '../../core/operations/spawnAgent';
import { packageScripts } from '../../node/packageScripts';
import { listStep } from '../host/listStep';
import type { Orchestration } from '../host/orchestration';
import { defaultProfile, profilesOf, type Profile } from '../host/profiles';
import { pickStep, textStep, type Step } from '../host/wizard';
import { pickWords } from '../host/words';

export type MissionAnswers = z.input<(typeof spawnAgent)['input']>;

/** What is known of a mission so far. */
export type Known = Partial<MissionAnswers>;

export const askType: Step<Known> = async (known, frame) => {
  const items = [
    { label: 'researcher', description: vscode.l10n.t('finds out what is known') },
    { label: 'analyst', description: vscode.l10n.t('reads, compares and explains') },
    { label: 'developer', description: vscode.l10n.t('builds and changes') },
    { label: 'reviewer', description: vscode.l10n.t('checks what others made') },
    { label: 'executor', description: vscode.l10n.t('runs commands and reports') },
    { label: 'advisor', description: vscode.l10n.t('weighs options for a decision') },
    { label: 'lead', description: vscode.l10n.t('breaks work down and hands it on') },
  ].map((item) => ({ ...item, type: item.label }));
  const own = (typed: string) => ({
    label: pickWords(typed),
    description: vscode.l10n.t('your own kind'),
    type: typed,
  });
  const { type } = known;
  const isKnown = items.some((item) => item.type === type);
  const offered = type === undefined || isKnown ? items : [own(type), ...items];
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('What kind of agent? Choose one, or type your own.'),
    items: offered,
    active: offered.find((item) => item.type === type),
    other: own,
  });
  return typeof picked === 'string' ? picked : { value: { ...known, type: picked.value.type } };
};

export const askWords =
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

export const askTask =
  (orchestration: Orchestration): Step<Known> =>
  async ({ task, ...known }, frame) => {
    const open = orchestration.state.context?.active_tasks ?? [];
    const items = [
      ...open.map(({ id, description }) => ({
        label: pickWords(description),
        description: id,
        id,
      })),
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

export const askCriteria =
  ({ files }: Orchestration): Step<Known> =>
  async (known, frame) => {
    const lines = await listStep(frame, {
      prompt: vscode.l10n.t(
        '"run: …" is a command that must exit 0, "file: …" a file that must be there, "review: …" is for a reviewer. Anything else you judge yourself.',
      ),
      placeholder: vscode.l10n.t('How is success judged? One criterion, Enter, the next one.'),
      chosen: known.successCriteria ?? [],
      suggestions: suggestedCriteria(known.type ?? '', packageScripts(files.root)),
      goOn: (count) =>
        count > 0
          ? vscode.l10n.t('Go on with these ({0})', count)
          : vscode.l10n.t('Go on without criteria'),
      problem: problemOf,
      meaning: meaningOf,
    });
    return typeof lines === 'string'
      ? lines
      : { value: { ...known, successCriteria: lines.value } };
  };

/** The sentence of the one place that knows what a criterion is. */
function problemOf(line: string): string | undefined {
  try {
    parseCriterion(line);
    return undefined;
  } catch (error) {
    return error instanceof AtlasError ? String(error.params['detail']) : String(error);
  }
}

function meaningOf(line: string): string {
  switch (readCriterion(line).kind) {
    case 'command':
      return vscode.l10n.t('must exit 0');
    case 'file':
      return vscode.l10n.t('must be there');
    case 'reviewer':
      return vscode.l10n.t('a reviewer judges it');
    case 'person':
      return vscode.l10n.t('you judge it');
  }
}

const TIMEBOXES = [15, 20, 30, 60, 120, 240];

export const askTimebox: Step<Known> = async ({ timeboxMinutes, ...known }, frame) => {
  const usual = missionDefaults(known.type ?? '').timeboxMinutes;
  const choice = (label: string, minutes: number | undefined, description = '') => ({
    label,
    minutes,
    description,
  });
  const proposed = timeboxMinutes ?? usual;
  const items = [
    ...[...new Set([...TIMEBOXES, proposed])]
      .sort((one, other) => one - other)
      .map((minutes) =>
        choice(
          vscode.l10n.t('{0} minutes', minutes),
          minutes,
          minutes === usual ? vscode.l10n.t('usual for this kind of agent') : '',
        ),
      ),
    choice(vscode.l10n.t('No timebox'), undefined),
  ];
  const picked = await pickStep(frame, {
    placeholder: vscode.l10n.t('How long may it take? Choose, or type a number of minutes.'),
    items,
    active: items.find(({ minutes }) => minutes === proposed),
    other: (typed) =>
      /^[1-9]\d{0,5}$/.test(typed)
        ? choice(vscode.l10n.t('{0} minutes', typed), Number(typed))
        : undefined,
  });
  if (typeof picked === 'string') {
    return picked;
  }
  const { minutes } = picked.value;
  return { value: minutes === undefined ? known : { ...known, timeboxMinutes: minutes } };
};

export const askProfile =
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
