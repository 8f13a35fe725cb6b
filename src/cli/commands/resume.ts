import { Command } from 'commander';
import { resumeOrchestration } from '../../core/operations/resumeOrchestration';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { statusWords } from '../words';

export function resumeCommand(): Command {
  return new Command('resume')
    .description('come back to the orchestration: begin the next session and see where it stands')
    .action(async (options: CommonOptions) => {
      const workplace = Workplace.found(options);
      const status = await workplace.open().run(resumeOrchestration, {});
      new Terminal(options).answer(status, statusWords(workplace.look()));
    });
}
