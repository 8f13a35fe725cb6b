import * as fs from 'node:fs';
import * as path from 'node:path';
import * as jsonc from 'jsonc-parser';
import { AtlasError } from '../core/errors';
import {
  BUILT_IN_PROFILES,
  CHAT_PROFILE,
  readProfiles,
  type TerminalProfile,
} from '../core/model/profile';
import type { OrchestrationFolder } from '../node/orchestrationFolder';
import { firstRunCommand, firstRunWords } from '../core/launch/firstRunWords';
import { firstRunQuestion } from '../node/launch/firstRun';
import { readyProgram } from '../node/launch/readyProgram';

/**
 * The profiles that the command line knows: the built-in ones, and those in the workspace's settings
 * (`.vscode/settings.json`). What a person set for all their windows is in their editor only.
 * @throws AtlasError inputInvalid, naming what is wrong with the setting
 */
export function profilesHere({ root }: OrchestrationFolder): Record<string, TerminalProfile> {
  const file = path.join(root, '.vscode', 'settings.json');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '{}';
  const settings: unknown = jsonc.parse(text);
  const set =
    typeof settings === 'object' && settings !== null && 'atlas.agents.profiles' in settings
      ? settings['atlas.agents.profiles']
      : {};
  return { ...BUILT_IN_PROFILES, ...readProfiles(set) };
}

/**
 * A profile that can be started here.
 * @throws AtlasError profileNotFound, profileIncomplete, programNotFound
 */
export function profileHere(folder: OrchestrationFolder, name: string): TerminalProfile {
  const profiles = profilesHere(folder);
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!profile) {
    const hint = name === CHAT_PROFILE ? ' (chat is for VS Code only)' : '';
    const known = `${Object.keys(profiles).join(', ')}${hint}`;
    throw new AtlasError('profileNotFound', { profile: name, profiles: known });
  }
  return readyProgram(name, profile, folder.root);
}

/** What its program will ask before it starts, as far as that can be told. */
export function hintFor(profile: TerminalProfile, folder: string): string | undefined {
  const question = firstRunQuestion(profile, { folder, trusted: false });
  if (question === undefined || profile.like === undefined) {
    return undefined;
  }
  const words = firstRunWords(question, profile.like);
  const command = firstRunCommand(question, profile.like);
  return command === undefined ? words : `${words} Or sign in now: ${command}`;
}
