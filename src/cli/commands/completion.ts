import { Command } from 'commander';
import { COMPLETION_REQUEST, completionScript, SHELLS } from '../completionScript';
import { completions } from '../completions';
import { Terminal } from '../terminal';
import type { CommonOptions } from '../workplace';

/** @param verbs every verb with its options, for what can be typed */
export function completionCommand(verbs: () => Promise<readonly Command[]>): Command {
  return new Command('completion')
    .description('print a script with which a shell completes verbs, options and ids')
    .usage(`[options] <${SHELLS.join('|')}>`)
    .argument('<shell>', `for bash: eval "$(atlas completion bash)" in ~/.bashrc`)
    .argument('[words...]', 'after the word complete and --: what was typed, as the scripts ask')
    .action(async (name: string, words: string[], options: CommonOptions, command: Command) => {
      const terminal = new Terminal(options);
      if (name === COMPLETION_REQUEST) {
        const text = await completions(await verbs(), words);
        terminal.answer({ text }, text);
        return;
      }
      const shell = SHELLS.find((each) => each === name);
      if (!shell || words.length > 0) {
        command.error(`error: '${name}': allowed choices are ${SHELLS.join(', ')}`);
      }
      const text = await completionScript(shell);
      terminal.answer({ text }, text);
    });
}
