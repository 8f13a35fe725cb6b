import { isRejected, isUnstarted } from '../../core/queries/agentStanding';
import { isLate } from '../../core/queries/attention';
import type { AgentNode } from '../../core/queries/treeNodes';

/** The value that menus test in `viewItem`: the kind of row, then its state, then what else is true of it. */
export function contextValue(kind: string, ...states: readonly string[]): string {
  return [kind, ...states].join('+');
}

/** Of an agent's row, for example `agent+running+late`. The flags always come in this order. */
export function agentContextValue({ agent, state, settled }: AgentNode, now: string): string {
  return contextValue(
    'agent',
    state,
    ...(state === 'failed' && isUnstarted(agent) ? ['unstarted'] : []),
    ...(settled ? ['settled'] : []),
    ...(isRejected(agent) ? ['rejected'] : []),
    ...(isLate(agent, now) ? ['late'] : []),
    ...(agent.branch === undefined ? [] : ['branch']),
  );
}
