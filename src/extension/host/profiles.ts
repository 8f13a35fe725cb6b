import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import { BUILT_IN_PROFILES, CHAT_PROFILE, TerminalProfile } from '../../core/model/profile';
import { findProgram } from '../../node/findProgram';
import type { Orchestration } from './orchestration';

/** How an agent can be launched: in a terminal, or through VS Code's chat. */
export type Profile =
  | { readonly name: string; readonly kind: 'chat' }
  | ({ readonly name: string; readonly kind: 'terminal' } & TerminalProfile);

const ProfileSettings = z.record(z.string(), TerminalProfile);

/**
 * The profiles of a folder: the built-in ones and the user's own, by name.
 * @throws AtlasError inputInvalid, naming what is wrong with the setting
 */
export function profilesOf(orchestration: Orchestration): Profile[] {
  const setting: unknown = vscode.workspace
    .getConfiguration('atlas', orchestration.workspaceFolder)
    .get('agents.profiles', {});
  const parsed = ProfileSettings.safeParse(setting);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AtlasError('inputInvalid', {
      operation: 'atlas.agents.profiles',
      detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    });
  }
  const terminal = Object.entries({ ...BUILT_IN_PROFILES, ...parsed.data }).map(
    ([name, profile]): Profile => ({ name, kind: 'terminal', ...profile }),
  );
  return [...terminal, { name: CHAT_PROFILE, kind: 'chat' }];
}

/**
 * The profile of this name (by default the one in the settings), ready to be launched.
 * @throws AtlasError profileNotFound, profileIncomplete, programNotFound
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
  if (profile.program.trim() === '') {
    throw new AtlasError('profileIncomplete', { profile: name });
  }
  if (findProgram(profile.program, orchestration.files.root) === undefined) {
    throw new AtlasError('programNotFound', { profile: name, program: profile.program });
  }
  return profile;
}

export function defaultProfile(orchestration: Orchestration): string {
  return vscode.workspace
    .getConfiguration('atlas', orchestration.workspaceFolder)
    .get('agents.defaultProfile', 'claude');
}
