import * as vscode from 'vscode';
import { missionPath } from '../../core/documents/paths';
import type { Agent } from '../../core/model/context';
import { promptFor } from '../../core/model/profile';
import { failAgentStart, startAgent } from '../../core/operations/agentProcess';
import { signalAgent } from '../../core/operations/signalAgent';
import type { Log } from '../host/log';
import type { Orchestration } from '../host/orchestration';

/** What became of a mission that went to the chat. */
export type ChatDelivery = 'sent' | 'written' | 'copied';

const OPEN_CHAT = 'workbench.action.chat.open';
/** The first of these that there is: participants and tools of extensions live in local chats only. */
const NEW_CHAT = ['workbench.action.chat.newLocalChat', 'workbench.action.chat.newChat'];

/**
 * Opens VS Code's chat with an agent's mission. It is sent when there is a model to answer it and the
 * setting `atlas.chat.send` allows it; otherwise it is only written, for the person to send, and the
 * agent stays spawned. Where there is no chat at all, it is put on the clipboard.
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
  const settings = chatSettings(orchestration);
  const send = settings.send && (await hasModel(settings.model));
  const newChat = NEW_CHAT.find((command) => commands.includes(command));
  if (newChat !== undefined) {
    // A chat that is going on is about something else.
    await vscode.commands.executeCommand(newChat);
  }
  const request = {
    query,
    isPartialQuery: !send,
    mode: settings.mode,
    attachFiles: [vscode.Uri.file(mission)],
    ...(settings.tools.length > 0 ? { toolsInclude: settings.tools } : {}),
    ...(Object.keys(settings.model).length > 0 ? { modelSelector: settings.model } : {}),
  };
  if (send) {
    void converse(
      orchestration,
      agent,
      { ...request, blockOnResponse: true },
      settings.timeoutMs,
      log,
    );
  } else {
    await vscode.commands.executeCommand(OPEN_CHAT, request);
  }
  return send ? 'sent' : 'written';
}

/**
 * Sends the mission and records what is heard: that the conversation began, that a turn of it ended, or
 * that nothing came of it. Whatever the chat answers, a report is the agent's own to make.
 */
async function converse(
  orchestration: Orchestration,
  { id }: Agent,
  request: object,
  timeoutMs: number,
  log: Log,
): Promise<void> {
  const note = (words: string) => (error: unknown) => {
    log.warn(`${words} ${id}: ${String(error)}`);
  };
  await orchestration.runQuietly(startAgent, { agent: id }).catch(note('The start of'));
  try {
    const answer = await withTimeout(vscode.commands.executeCommand(OPEN_CHAT, request), timeoutMs);
    const failure = failureIn(answer);
    await (failure === undefined
      ? orchestration.runQuietly(signalAgent, { agent: id, signal: signalOf(answer) })
      : orchestration.runQuietly(failAgentStart, { agent: id, reason: failure }));
  } catch (error) {
    log.warn(`The chat did not take the mission of ${id}: ${String(error)}`);
    const reason = error instanceof Error ? error.message : String(error);
    await orchestration
      .runQuietly(failAgentStart, { agent: id, reason })
      .catch(note('The failure of'));
  }
}

/** A chat that waits for somebody to sign in never answers, and says nothing either. */
async function withTimeout<T>(answer: Thenable<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const words = vscode.l10n.t(
      'the chat did not answer within {0} minutes',
      Math.round(timeoutMs / 60_000),
    );
    timer = setTimeout(reject, timeoutMs, new Error(words));
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** As VS Code answers: `{ errorDetails: { message } }` where it could not. */
function failureIn(answer: unknown): string | undefined {
  const details = (answer as { errorDetails?: { message?: unknown } } | undefined)?.errorDetails;
  return details === undefined
    ? undefined
    : typeof details.message === 'string'
      ? details.message
      : vscode.l10n.t('the chat could not answer');
}

/** It stops for a confirmation with `{ type: 'confirmation' }`. */
function signalOf(answer: unknown): 'needsInput' | 'turnEnded' {
  return (answer as { type?: unknown } | undefined)?.type === 'confirmation'
    ? 'needsInput'
    : 'turnEnded';
}

interface ChatSettings {
  readonly send: boolean;
  readonly mode: string;
  readonly model: vscode.LanguageModelChatSelector;
  readonly tools: readonly string[];
  readonly timeoutMs: number;
}

function chatSettings({ workspaceFolder }: Orchestration): ChatSettings {
  const settings = vscode.workspace.getConfiguration('atlas.chat', workspaceFolder);
  return {
    send: settings.get('send', true),
    mode: settings.get('mode', 'agent'),
    model: settings.get<vscode.LanguageModelChatSelector>('model', {}),
    tools: settings.get<string[]>('tools', []),
    timeoutMs: settings.get('timeoutMinutes', 30) * 60_000,
  };
}

async function hasModel(selector: vscode.LanguageModelChatSelector): Promise<boolean> {
  return (await vscode.lm.selectChatModels(selector)).length > 0;
}
