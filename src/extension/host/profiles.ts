import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import {
  BUILT_IN_PROFILES,
  CHAT_PROFILE,
  readProfiles,
  type TerminalProfile,
} from '../../core/model/profile';
import { readyProgram } from '../../node/launch/readyProgram';
import type { Orchestration } from './orchestration';

/** How an agent can be launched: in a terminal, or through VS Code's chat. */
export type Profile =
  | { readonly name: string; readonly kind: 'chat' }
  | ({ readonly name: string; readonly kind: 'terminal' } & TerminalProfile);

/**
 * The profiles of a folder: the built-in ones and the user's own, by name.
 * @throws AtlasError inputInvalid, naming what is wrong with the setting
 */
export function profilesOf(orchestration: Orchestration): Profile[] {
  const setting: unknown = vscode.workspace
    .getConfiguration('atlas', orchestration.workspaceFolder)
    .get('agents.profiles', {});
  const profiles = { ...BUILT_IN_PROFILES, ...readProfiles(setting) };
  const terminal = Object.entries(profiles).map(([name, profile]): Profile => ({
    name,
    kind: 'terminal',
    ...profile,
  }));
  return [...terminal, { name: CHAT_PROFILE, kind: 'chat' }];
}

/**
 * The profile of this name (by default the one in the settings), ready to be launched.
 * @throws AtlasError profileNotFound, profileIncomplete, programNotFound, programNotInstalled
 */
export function readyProfile(orchestration: Orchestration, wanted?: string): Profile {
  const name = wanted ?? defaultProfile(orchestration);
  const profiles = profilesOf(orchestration);
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) {
    const known = profiles.map((candidate) => candidate.name).join(', ');
    throw new AtlasError('profileNotFound', { profile: name, profiles: known });
  }
  if (profile.kind === 'chat') {
    return profile;
  }
  readyProgram(name, profile, orchestration.files.root);
  return profile;
}

export function defaultProfile(orchestration: Orchestration): string {
  return vscode.workspace
    .getConfiguration('atlas', orchestration.workspaceFolder)
    .get('agents.defaultProfile', 'claude');
}
