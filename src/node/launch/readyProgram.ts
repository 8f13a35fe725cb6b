import { AtlasError } from '../../core/errors';
import type { TerminalProfile } from '../../core/model/profile';
import { findProgram } from '../findProgram';

/**
 * The profile, if its program is there.
 * @param folder from where a program named by a path is looked for
 * @throws AtlasError profileIncomplete, programNotFound
 */
export function readyProgram(
  name: string,
  profile: TerminalProfile,
  folder: string,
): TerminalProfile {
  const { program, install } = profile;
  if (program.trim() === '') {
    throw new AtlasError('profileIncomplete', { profile: name });
  }
  if (findProgram(program, folder) === undefined) {
    throw install === undefined
      ? new AtlasError('programNotFound', { profile: name, program })
      : new AtlasError('programNotInstalled', { profile: name, program, install });
  }
  return profile;
}
