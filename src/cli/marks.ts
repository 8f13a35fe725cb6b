import type * as z from 'zod';
import { AtlasError } from '../core/errors';
import type { Agent } from '../core/model/context';
import type { recordChecks } from '../core/operations/recordChecks';
import { criteriaOf } from '../core/queries/criteriaOf';
import { given } from './standardInput';

type Check = z.input<(typeof recordChecks)['input']>['checks'][number];

/** What a person found of criteria, by their numbers. */
export interface Marks {
  readonly passed?: readonly number[];
  /** A number, then why; and so on. */
  readonly failed?: readonly string[];
}

/**
 * The checks that a person made.
 * @param by who: a person, or the agent in whose terminal this runs
 * @throws AtlasError inputInvalid
 */
export async function marks(agent: Agent, { passed, failed }: Marks, by: string): Promise<Check[]> {
  const checks: Check[] = (passed ?? []).map((number) => ({
    criterion: judgeable(agent, number),
    passed: true,
    by,
  }));
  for (const [number, why] of pairs(failed ?? [])) {
    const criterion = judgeable(agent, number);
    checks.push({ criterion, passed: false, detail: await given(why), by });
  }
  return checks;
}

function pairs(words: readonly string[]): [number, string][] {
  const found: [number, string][] = [];
  for (let at = 0; at < words.length; at += 2) {
    const [number = '', why] = words.slice(at, at + 2);
    if (!/^\d+$/.test(number) || why === undefined || words.length % 2 === 1) {
      throw unusable('--failed: give the number of a criterion, and why it does not hold');
    }
    found.push([Number(number), why]);
  }
  return found;
}

function judgeable(agent: Agent, number: number): string {
  const criteria = criteriaOf(agent);
  const judged = criteria[number - 1];
  if (!judged) {
    throw unusable(
      criteria.length === 0
        ? `${agent.id} has no criteria`
        : `there is no criterion ${number}, there are 1 to ${criteria.length}`,
    );
  }
  const { kind } = judged.criterion;
  if (kind === 'command' || kind === 'file') {
    throw unusable(
      `criterion ${number} is checked by a program: use --check, or accept the report all the same with --despite`,
    );
  }
  return agent.success_criteria?.[number - 1] ?? '';
}

function unusable(detail: string): AtlasError {
  return new AtlasError('inputInvalid', { operation: 'verify', detail });
}
