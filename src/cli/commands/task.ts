import { Command } from 'commander';
import { addTask } from '../../core/operations/addTask';
import { several } from '../arguments';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface TaskOptions extends CommonOptions {
  readonly objective?: string;
  readonly after?: string[];
  readonly dependsOn?: string[];
}

export function taskCommand(): Command {
  return new Command('task')
    .description('add a task: a step towards an objective')
    .argument('<text>', 'what is to be done')
    .option('--objective <id>', 'the objective it serves')
    .option('--after <id>', 'a task that must be completed first (repeatable)', several)
    .option('--depends-on <id>', 'the same as --after', several)
    .action(async (text: string, options: TaskOptions) => {
      const { objective, after = [], dependsOn = [] } = options;
      const task = await Workplace.found(options)
        .open()
        .run(addTask, {
          description: await given(text),
          objective,
          dependsOn: [...after, ...dependsOn],
        });
      new Terminal(options).answer(task, `${task.id} ${task.description}`);
    });
}
