import * as vscode from 'vscode';
import * as z from 'zod';
import type { Agent } from '../../core/model/context';
import { readCriterion } from '../../core/model/criteria';
import { parseInput, text } from '../../core/operation';
import { COMMANDS } from '../contributions';
import { askAgent, namedAgent } from '../host/agentPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import type { AgentHooks } from './agentHooks';

const given = { name: 'checkReport', input: z.strictObject({ agent: text }) };

/** Checks what a program can check of a report, in a terminal; the verdict is an act of its own. */
export function registerCheckReport(
  { commands, orchestrations }: Services,
  runChecks: AgentHooks['runChecks'],
): vscode.Disposable {
  const check = async (orchestration: Orchestration, agent: Agent): Promise<Agent> => {
    await runChecks(orchestration, agent);
    return namedAgent(orchestration, agent.id);
  };
  return commands.register(COMMANDS.checkReport, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const agent =
        orchestration &&
        (await askAgent(orchestration, at, {
          title: vscode.l10n.t('Check Report'),
          which: ({ agent: each, settled }) =>
            !settled && each.report !== undefined && canBeChecked(each),
          none: vscode.l10n.t('No report has a criterion that a program can check.'),
        }));
      return agent && check(orchestration, agent);
    },
    async given(values, folder) {
      requireTrust();
      const orchestration = orchestrations.find(folder);
      return check(orchestration, namedAgent(orchestration, parseInput(given, values).agent));
    },
  });
}

function canBeChecked({ success_criteria: criteria = [] }: Agent): boolean {
  return criteria.some((criterion) => ['command', 'file'].includes(readCriterion(criterion).kind));
}
