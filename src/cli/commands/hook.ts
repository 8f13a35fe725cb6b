import { Command } from 'commander';
import { takeHookCall } from '../../node/hookCall';
import { given } from '../standardInput';
import { Workplace, type CommonOptions } from '../workplace';

interface HookOptions extends CommonOptions {
  readonly agent: string;
  readonly remind: boolean;
}

/** For the hooks of agents' programs, not for people. */
export function hookCommand(): Command {
  return new Command('hook')
    .description("take in what a hook of an agent's program says on standard input")
    .requiredOption('--agent <id>', 'the agent')
    .option('--no-remind', 'say nothing to an agent that ends its turn without a report')
    .action(async ({ agent, remind, ...options }: HookOptions) => {
      try {
        const workplace = Workplace.at(options);
        const payload: unknown = JSON.parse(await given('-'));
        const answer = await takeHookCall(workplace.folder, { agent, payload, remind }, () =>
          workplace.open(),
        );
        if (answer !== undefined) {
          process.stdout.write(`${JSON.stringify(answer)}\n`);
        }
      } catch (error) {
        // A hook that fails may stop the agent. What it would have said, its report and its end say too.
        process.stderr.write(`atlas: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}
