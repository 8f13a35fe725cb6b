import * as vscode from 'vscode';
import { missionPath } from '../../core/documents/paths';
import type { Agent } from '../../core/model/context';
import { promptFor } from '../../core/model/profile';
import type { Log } from '../host/log';
import type { Orchestration } from '../host/orchestration';

/** What became of a mission that went to the chat. */
export type ChatDelivery = 'sent' | 'written' | 'copied';

const OPEN_CHAT = 'workbench.action.chat.open';
const NEW_CHAT = 'workbench.action.chat.newChat';

/**
 * Opens VS Code's chat with an agent's mission. It is sent when there is a model to answer it and the
 * setting `atlas.chat.send` allows it; otherwise it is only written, for the person to send. Where
 * there is no chat at all, it is put on the clipboard.
 */
export async function openMissionChat(
  orchestration: Orchestration,
  agent: Agent,
  log: Log,
): Promise<ChatDelivery> {
  const { files } = orchestration;
  const mission = files.document(missionPath(agent.id));
  const query = `${agent.id}: ${promptFor(files.shown(mission))}`;
  const commands = await vscode.commands.getCommands(true);
  if (!commands.includes(OPEN_CHAT)) {
    await vscode.env.clipboard.writeText(query);
    return 'copied';
  }
  const send = wantsToSend(orchestration) && (await vscode.lm.selectChatModels()).length > 0;
  if (commands.includes(NEW_CHAT)) {
    // A chat that is going on is about something else.
    await vscode.commands.executeCommand(NEW_CHAT);
  }
  const attachFiles = [vscode.Uri.file(mission)];
  // Sending waits for the answer's beginning, which may take long or never come: we do not.
  vscode.commands
    .executeCommand(OPEN_CHAT, { query, isPartialQuery: !send, mode: 'agent', attachFiles })
    .then(undefined, (error: unknown) => {
      log.warn(`The chat did not take the mission of ${agent.id}: ${String(error)}`);
    });
  return send ? 'sent' : 'written';
}

function wantsToSend(orchestration: Orchestration): boolean {
  return vscode.workspace
    .getConfiguration('atlas', orchestration.workspaceFolder)
    .get('chat.send', true);
}
