import { Command } from 'commander';
import { findAnyItem } from '../../core/model/anyItem';
import { cancelAgent } from '../../core/operations/cancelAgent';
import { cancelTask } from '../../core/operations/cancelTask';
import { endRun } from '../../node/agentRun';
import { given } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

export function cancelCommand(): Command {
  return new Command('cancel')
    .description('give up a task that nobody needs any more, or an agent (which is ended)')
    .argument('<id>', 'the id of the task, or the whole id of the agent')
    .argument('<reason>', 'why')
    .action(async (id: string, words: string, options: CommonOptions) => {
      const reason = await given(words);
      const workplace = Workplace.found(options);
      const terminal = new Terminal(options);
      if (isAgent(workplace, id)) {
        const agent = await workplace.open().run(cancelAgent, { agent: id, reason });
        const ended = endRun(workplace.folder, agent.id) ? ', and its process is being ended' : '';
        terminal.answer(agent, `${agent.id} cancelled${ended}: ${reason}`);
        return;
      }
      const cancelled = await workplace.open().run(cancelTask, { task: id, reason });
      terminal.answer(cancelled, `${cancelled.id} cancelled: ${reason}`);
    });
}

/** A bare number means a task, as it always did. */
function isAgent(workplace: Workplace, id: string): boolean {
  return (
    !/^\d+$/.test(id) && /agent/i.test(id) && findAnyItem(workplace.look(), id).kind === 'agent'
  );
}
