import type { MetricSource } from '../metric';
import { RECENT_MS, type Advisory } from './advisory';

/** So many sessions of the last week. */
const FEWEST = 2;

/**
 * Context loss: sessions did not begin from the state in which the one before was saved: that was broken off
 * with unsaved work, or the state was changed meanwhile. See sessionLog.ts.
 */
export function contextLoss({ facts, now }: MetricSource): Advisory | undefined {
  const broken = facts.sittings.sessions.filter(
    ({ continuous, started = -Infinity }) => continuous === false && now - started <= RECENT_MS,
  );
  return broken.length < FEWEST
    ? undefined
    : {
        kind: 'contextLoss',
        count: broken.length,
        evidence: broken.toReversed().map(({ id }) => ({ kind: 'session', id })),
        action: { act: 'saveContext', item: null, typed: 'atlas save' },
      };
}
