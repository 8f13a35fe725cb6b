import { Command, Option } from 'commander';
import { addObjective } from '../../core/operations/addObjective';
import { closeObjective, OBJECTIVE_STATUSES } from '../../core/operations/closeObjective';
import { given, givenIfAny } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface ObjectiveOptions extends CommonOptions {
  readonly achieved?: boolean;
  readonly dropped?: boolean;
  readonly active?: boolean;
  readonly because?: string;
}

export function objectiveCommand(): Command {
  return new Command('objective')
    .description('add an objective: something to achieve; or say what became of one')
    .argument('<text>', 'what is to be achieved; with an option below, the id of an objective')
    .addOption(new Option('--achieved', 'it was achieved').conflicts(['dropped', 'active']))
    .addOption(new Option('--dropped', 'it is not wanted any more').conflicts('active'))
    .option('--active', 'it is taken up again')
    .option('--because <text>', 'why')
    .action(async (text: string, options: ObjectiveOptions, command: Command) => {
      const status = OBJECTIVE_STATUSES.find((each) => options[each]);
      const atlas = Workplace.found(options).open();
      const terminal = new Terminal(options);
      if (status) {
        const reason = await givenIfAny(options.because);
        const objective = await atlas.run(closeObjective, { objective: text, status, reason });
        terminal.answer(objective, `${objective.id} ${status}: ${objective.description}`);
        return;
      }
      if (options.because !== undefined) {
        command.error('error: --because belongs to --achieved, --dropped or --active');
      }
      const objective = await atlas.run(addObjective, { description: await given(text) });
      terminal.answer(objective, `${objective.id} ${objective.description}`);
    });
}
