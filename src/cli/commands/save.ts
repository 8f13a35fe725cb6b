import { Command } from 'commander';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function saveCommand(): Command {
  return new Command('save')
    .description('save the state for the next session: mark the moment, write the context file')
    .action(async (options: CommonOptions) => {
      const saved = await Workplace.found(options).save();
      new Terminal(options).answer(
        saved,
        `Saved "${saved.project}" with everything up to event ${saved.revision}.`,
      );
    });
}
