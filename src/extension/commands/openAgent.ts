import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { missionPath, reportPath } from '../../core/documents/paths';
import { isAtWork } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import { COMMANDS } from '../contributions';
import { askAgent, namedAgent, type AgentQuestion } from '../host/agentPrompts';
import type { Command } from '../host/commandRegistry';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration } from '../host/prompts';
import type { Services } from '../host/services';
import { noticeWords } from '../host/words';

export type ShowMarkdown = (page: vscode.Uri) => Promise<void>;
export type FindTerminal = (
  orchestration: Orchestration,
  agent: Agent,
) => Promise<vscode.Terminal | undefined>;

/** Commands of one agent: read its report (or, before there is one, its mission), see its terminal. */
export function registerAgentCommands(
  { commands, orchestrations }: Services,
  showMarkdown: ShowMarkdown,
  findTerminal: FindTerminal,
): vscode.Disposable {
  const open = async (orchestration: Orchestration, agent: Agent): Promise<string> => {
    const { files } = orchestration;
    const report = files.document(reportPath(agent.id));
    const page = fs.existsSync(report) ? report : files.document(missionPath(agent.id));
    if (!fs.existsSync(page)) {
      // Contexts of older scripts name agents whose missions were never written down.
      void vscode.window.showInformationMessage(noticeWords(`${agent.id}: ${agent.mission}`));
      return '';
    }
    await showMarkdown(vscode.Uri.file(page));
    return files.shown(page);
  };
  const show = async (orchestration: Orchestration, agent: Agent): Promise<boolean> => {
    const terminal = await findTerminal(orchestration, agent);
    if (!terminal) {
      const words = vscode.l10n.t('{0} has no terminal in this window.', agent.id);
      void vscode.window.showInformationMessage(words);
    }
    terminal?.show();
    return terminal !== undefined;
  };
  const on = <R>(
    question: Pick<AgentQuestion, 'title' | 'which'>,
    act: (orchestration: Orchestration, agent: Agent) => Promise<R>,
  ): Command<R> => ({
    async ask(at) {
      const orchestration = await askOrchestration(orchestrations, at);
      const none = vscode.l10n.t('There is no such agent.');
      const agent = orchestration && (await askAgent(orchestration, at, { ...question, none }));
      return agent && act(orchestration, agent);
    },
    async given({ agent }, folder) {
      const orchestration = orchestrations.find(folder);
      return act(orchestration, namedAgent(orchestration, agent));
    },
  });
  return vscode.Disposable.from(
    commands.register(
      COMMANDS.openAgent,
      on({ title: vscode.l10n.t('Open Mission or Report'), which: () => true }, open),
    ),
    commands.register(
      COMMANDS.showTerminal,
      on(
        {
          title: vscode.l10n.t('Show Terminal'),
          which: ({ state }) => state === 'spawned' || isAtWork(state),
        },
        show,
      ),
    ),
  );
}
