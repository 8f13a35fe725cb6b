import { Command } from 'commander';
import { briefingText, comeBack } from '../../node/comeBack';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function resumeCommand(): Command {
  return new Command('resume')
    .description('come back to the orchestration: begin the next session and see what happened')
    .action(async (options: CommonOptions) => {
      const workplace = Workplace.found(options);
      const told = await comeBack(workplace.open(), workplace.folder);
      new Terminal(options).answer(told, briefingText(told).trimEnd());
    });
}
