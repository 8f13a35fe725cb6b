import { Command } from 'commander';
import { dependsOn } from '../../core/model/taskStates';
import { setDependencies } from '../../core/operations/setDependencies';
import { several } from '../arguments';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface DependOptions extends CommonOptions {
  readonly on?: string[];
  readonly notOn?: string[];
}

export function dependCommand(): Command {
  return new Command('depend')
    .description('say what a task waits for')
    .argument('<task>', "the task's id")
    .option('--on <id>', 'a task that must be completed first (repeatable)', several)
    .option('--not-on <id>', 'a task it does not wait for any more (repeatable)', several)
    .action(async (task: string, options: DependOptions, command: Command) => {
      const { on = [], notOn = [] } = options;
      if (on.length + notOn.length === 0) {
        command.error('error: say what it waits for with --on, or does not any more with --not-on');
      }
      const atlas = Workplace.found(options).open();
      const after = await atlas.run(setDependencies, { task, on, notOn });
      const waits = dependsOn(after);
      new Terminal(options).answer(
        after,
        waits.length > 0
          ? `${after.id} waits for ${waits.join(', ')}`
          : `${after.id} waits for none`,
      );
    });
}
