import { Command } from 'commander';
import { addObjective } from '../../core/operations/addObjective';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function objectiveCommand(): Command {
  return new Command('objective')
    .description('add an objective: something to achieve')
    .argument('<text>', 'what is to be achieved')
    .action(async (description: string, options: CommonOptions) => {
      const objective = await Workplace.found(options).open().run(addObjective, { description });
      new Terminal(options).answer(objective, `${objective.id} ${objective.description}`);
    });
}
