import { Command } from 'commander';
import { AtlasError } from '../../core/errors';
import { errorText } from '../../core/errorText';
import type { TerminalProfile } from '../../core/model/profile';
import { readyProgram } from '../../node/launch/readyProgram';
import { hintFor, profilesHere } from '../profiles';
import { Terminal } from '../terminal';
import { columns } from '../../node/words';
import { Workplace, type CommonOptions } from '../workplace';

export function profilesCommand(): Command {
  return new Command('profiles')
    .description('the ways an agent can be launched, and whether their programs are ready')
    .action((options: CommonOptions) => {
      const { folder } = Workplace.found(options);
      const profiles = Object.entries(profilesHere(folder)).map(([name, profile]) => ({
        name,
        program: profile.program,
        ...standing(name, profile, folder.root),
      }));
      const rows = profiles.map(({ name, program, ready, problem }) => [
        name,
        program,
        ready ? problem || 'ready' : problem,
      ]);
      new Terminal(options).answer(profiles, columns(rows));
    });
}

function standing(
  name: string,
  profile: TerminalProfile,
  root: string,
): { readonly ready: boolean; readonly problem: string } {
  try {
    readyProgram(name, profile, root);
    return { ready: true, problem: hintFor(profile, root) ?? '' };
  } catch (error) {
    if (!(error instanceof AtlasError)) {
      throw error;
    }
    const { message, hint } = errorText(error);
    return { ready: false, problem: `${message} ${hint}` };
  }
}
