import { Command, Option } from 'commander';
import { AtlasError } from '../../core/errors';
import { agentState } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import { findAgent } from '../../core/model/lookup';
import { verifyReport } from '../../core/operations/verifyReport';
import { itemWords } from '../../node/itemWords';
import { given, givenIfAny } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface VerifyOptions extends CommonOptions {
  readonly accept?: boolean;
  readonly reject?: string;
  readonly note?: string;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('say whether what an agent reported is what was asked for')
    .argument('<agent>', "the agent's id")
    .addOption(new Option('--accept', 'it is').conflicts('reject'))
    .addOption(new Option('--reject <why>', 'it is not, and why').conflicts('note'))
    .option('--note <text>', 'what the check showed')
    .action(async (typed: string, options: VerifyOptions) => {
      const workplace = Workplace.found(options);
      const terminal = new Terminal(options);
      const accepted = options.accept === true;
      if (!accepted && options.reject === undefined) {
        look(findAgent(workplace.look(), typed), terminal);
        return;
      }
      const note =
        options.reject === undefined ? await givenIfAny(options.note) : await given(options.reject);
      const agent = await workplace.open().run(verifyReport, { agent: typed, accepted, note });
      terminal.answer(agent, `${agent.id} ${accepted ? 'verified' : `rejected: ${note ?? ''}`}`);
    });
}

/** Shows what a person has to judge. @throws AtlasError agentNotReported, verdictNeeded */
function look(agent: Agent, terminal: Terminal): void {
  const state = agentState(agent);
  if (state !== 'reported' && state !== 'verified') {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  const item = { ...agent, status: state };
  if (state === 'verified') {
    terminal.answer(item, itemWords({ kind: 'agent', item }));
    return;
  }
  terminal.show(itemWords({ kind: 'agent', item }));
  throw new AtlasError('verdictNeeded', { id: agent.id });
}
