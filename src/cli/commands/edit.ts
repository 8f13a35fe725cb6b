import { Command } from 'commander';
import { editItem } from '../../core/operations/editItem';
import { firstLine } from '../../node/words';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function editCommand(): Command {
  return new Command('edit')
    .description('say an objective or a task in other words')
    .argument('<id>', 'the id of the objective or the task')
    .argument('<text>', 'what it says from now on')
    .action(async (item: string, text: string, options: CommonOptions) => {
      const description = await given(text);
      const edited = await Workplace.found(options).open().run(editItem, { item, description });
      new Terminal(options).answer(edited, `${edited.id} ${firstLine(edited.description)}`);
    });
}
