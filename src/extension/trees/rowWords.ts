import * as vscode from 'vscode';
import { isLate } from '../../core/queries/attention';
import type { AgentNode } from '../../core/queries/treeNodes';
import { agentStateWords } from '../host/words';

/** What a row says of an agent; while it runs, how long it has, of how much time. */
export function agentDescription(node: AgentNode, now: string): string {
  const words = agentStateWords(node);
  const time = node.state === 'running' ? elapsed(node, now) : undefined;
  return time === undefined ? words : `${words} · ${time}`;
}

function elapsed({ agent }: AgentNode, now: string): string | undefined {
  const ms = Date.parse(now) - Date.parse(agent.started ?? '');
  if (Number.isNaN(ms)) {
    return undefined;
  }
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (!agent.timebox_minutes) {
    return vscode.l10n.t('{0} min', minutes);
  }
  return isLate(agent, now)
    ? vscode.l10n.t('{0}/{1} min, over its timebox', minutes, agent.timebox_minutes)
    : vscode.l10n.t('{0}/{1} min', minutes, agent.timebox_minutes);
}
