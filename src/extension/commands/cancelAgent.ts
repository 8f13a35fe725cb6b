import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { nextAgentState } from '../../core/model/agentStates';
import { parseInput } from '../../core/operation';
import { cancelAgent } from '../../core/operations/cancelAgent';
import { endRun } from '../../node/agentRun';
import { COMMANDS } from '../contributions';
import { askAgent } from '../host/agentPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

/** Gives an agent up, and ends its process where it runs on this machine. */
export function registerCancelAgent({ commands, orchestrations }: Services): vscode.Disposable {
  const cancel = async (
    orchestration: Orchestration,
    input: { agent: string; reason: string },
  ): Promise<Agent> => {
    const agent = await orchestration.run(cancelAgent, input);
    // Not before it is recorded: its end would look like one of its own.
    endRun(orchestration.files, agent.id);
    return agent;
  };
  return commands.register(COMMANDS.cancelAgent, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const agent =
        orchestration &&
        (await askAgent(orchestration, at, {
          title: vscode.l10n.t('Cancel Agent'),
          which: ({ state, settled }) =>
            !settled && state !== 'cancelled' && nextAgentState(state, 'cancelled') === 'cancelled',
          none: vscode.l10n.t('There is no agent to cancel.'),
        }));
      const reason =
        agent &&
        (await askText({
          title: vscode.l10n.t('Cancel {0}', agent.id),
          prompt: vscode.l10n.t('Why is it given up? Its process is ended.'),
          value: vscode.l10n.t('Not needed any more'),
        }));
      return reason ? cancel(orchestration, { agent: agent.id, reason }) : undefined;
    },
    async given(values, folder) {
      return cancel(orchestrations.find(folder), parseInput(cancelAgent, values));
    },
  });
}
