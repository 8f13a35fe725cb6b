import type { Agent, Check } from '../model/context';
import { readCriterion, type Criterion } from '../model/criteria';

/** A success criterion of a mission, and what was found of it in the report that is there now. */
export interface JudgedCriterion {
  readonly criterion: Criterion;
  readonly check: Check | undefined;
}

export function criteriaOf(agent: Agent): JudgedCriterion[] {
  return (agent.success_criteria ?? []).map((text) => ({
    criterion: readCriterion(text),
    check: agent.checks?.find(({ criterion }) => criterion === text),
  }));
}
