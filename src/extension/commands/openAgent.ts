import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { missionPath, reportPath } from '../../core/documents/paths';
import { findAgent } from '../../core/model/lookup';
import { AtlasError } from '../../core/errors';
import type { Agent } from '../../core/model/context';
import { COMMANDS } from '../contributions';
import type { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import type { Services } from '../host/services';

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
      void vscode.window.showInformationMessage(`${agent.id}: ${agent.mission}`);
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
  const on = <R>(act: (orchestration: Orchestration, agent: Agent) => Promise<R>) => ({
    ask: async (at: AtlasNode | undefined) =>
      at?.item.kind === 'agent' ? act(at.orchestration, at.item.agent) : undefined,
    given: async ({ agent }: Readonly<Record<string, unknown>>, folder: unknown) => {
      const orchestration = orchestrations.find(folder);
      const found = orchestration.read((context) => findAgent(context, String(agent)));
      if (!found) {
        throw new AtlasError('noOrchestration', { folder: orchestration.files.root });
      }
      return act(orchestration, found);
    },
  });
  return vscode.Disposable.from(
    commands.register(COMMANDS.openAgent, on(open)),
    commands.register(COMMANDS.showTerminal, on(show)),
  );
}
