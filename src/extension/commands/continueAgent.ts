import * as vscode from 'vscode';
import * as z from 'zod';
import { endedWithoutReport } from '../../core/model/agentStates';
import { parseInput } from '../../core/operation';
import type { Agent } from '../../core/model/context';
import { isRejected } from '../../core/queries/agentStanding';
import type { AgentNode } from '../../core/queries/treeNodes';
import { COMMANDS } from '../contributions';
import { askAgent, namedAgent, type AgentQuestion } from '../host/agentPrompts';
import type { Command } from '../host/commandRegistry';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import type { AgentHooks, ContinuePurpose } from './agentHooks';

const PURPOSES = ['goOn', 'report', 'rework'] as const satisfies readonly ContinuePurpose[];

/** Read as an operation's input is, so that what is wrong is said in the same words. */
const given = {
  name: 'continueAgent',
  input: z.strictObject({ agent: z.string(), purpose: z.enum(PURPOSES).optional() }),
};

/** Go on with an agent that has ended, or whose report was sent back; or have it report what there is. */
export function registerContinueAgent(
  services: Services,
  continueAgent: AgentHooks['continueAgent'],
): vscode.Disposable {
  const { commands } = services;
  const on = (question: AgentQuestion, usual: (agent: Agent) => ContinuePurpose) =>
    continuing(services, question, async (orchestration, agent, purpose = usual(agent)) => {
      await continueAgent(orchestration, agent, purpose);
      return namedAgent(orchestration, agent.id);
    });
  return vscode.Disposable.from(
    commands.register(
      COMMANDS.continueAgent,
      on(
        {
          title: vscode.l10n.t('Go On with Agent'),
          which: canGoOn,
          none: vscode.l10n.t('No agent has ended that could go on.'),
        },
        (agent) => (isRejected(agent) ? 'rework' : 'goOn'),
      ),
    ),
    commands.register(
      COMMANDS.askToReport,
      on(
        {
          title: vscode.l10n.t('Ask to Report'),
          which: ({ state, settled }) =>
            !settled && (endedWithoutReport(state) || state === 'turn_ended'),
          none: vscode.l10n.t('No agent has ended without a report.'),
        },
        () => 'report',
      ),
    ),
  );
}

function canGoOn({ agent, state, settled }: AgentNode): boolean {
  return !settled && (endedWithoutReport(state) || state === 'cancelled' || isRejected(agent));
}

function continuing(
  { orchestrations }: Services,
  question: AgentQuestion,
  act: (orchestration: Orchestration, agent: Agent, purpose?: ContinuePurpose) => Promise<Agent>,
): Command<Agent> {
  return {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const agent = orchestration && (await askAgent(orchestration, at, question));
      return agent && act(orchestration, agent);
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const { agent, purpose } = parseInput(given, values);
      return act(orchestration, namedAgent(orchestration, agent), purpose);
    },
  };
}
