import * as path from 'node:path';
import { Command } from 'commander';
import { createOrchestration } from '../../node/createOrchestration';
import { unionMergeIsSet } from '../../node/git/mergeAttributes';
import { Terminal } from '../terminal';
import { actorHere, Workplace, type CommonOptions } from '../workplace';

export function newCommand(): Command {
  return new Command('new')
    .description('start a new orchestration in this folder')
    .argument('[project]', "the project's name (default: the folder's name)")
    .action(async (project: string | undefined, options: CommonOptions) => {
      // A new orchestration belongs to the folder that is named, not to one found further up.
      const { folder } = Workplace.at(options);
      const name = project ?? options.project ?? path.basename(folder.root);
      const context = await createOrchestration(folder, name, { actor: actorHere() });
      const terminal = new Terminal(options);
      terminal.answer(
        context,
        `Started the orchestration "${context.project_name}" in ${folder.root}. Next: atlas objective "what is to be achieved"`,
      );
      if ((await unionMergeIsSet(folder)) === false) {
        terminal.talk('To let git merge the journal line by line: atlas doctor --git');
      }
    });
}
