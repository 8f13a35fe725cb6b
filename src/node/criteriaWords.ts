import type { Agent } from '../core/model/context';
import type { Criterion } from '../core/model/criteria';
import { criteriaOf, type JudgedCriterion } from '../core/queries/criteriaOf';
import { localTime } from './localTime';
import { firstLine } from './words';

/** Success criteria with what was found of each, one below the other. */

export interface CriteriaFormat {
  /** Only the first line of what showed it: the rest was on the screen a moment ago. */
  readonly brief?: boolean;
}

export function criteriaWords(agent: Agent, { brief = false }: CriteriaFormat = {}): string {
  return criteriaOf(agent)
    .map((judged, at) => {
      const head = `${MARKS[outcomeOf(judged)]} ${at + 1}. ${indented(judged.criterion.text)}`;
      const detail = judged.check?.detail ?? '';
      const shown = brief ? firstLine(detail) : detail;
      const found = `${standing(judged)}${shown === '' ? '' : `: ${shown}`}`;
      return `${head}\n     ${indented(found)}`;
    })
    .join('\n');
}

/** The same for a program, beside the agent. */
export function criteriaData(agent: Agent): object[] {
  return criteriaOf(agent).map((judged, at) => ({
    number: at + 1,
    criterion: judged.criterion.text,
    kind: judged.criterion.kind,
    outcome: outcomeOf(judged),
    ...(judged.check?.detail === undefined ? {} : { detail: judged.check.detail }),
    ...(judged.check?.by === undefined ? {} : { by: judged.check.by }),
  }));
}

type Outcome = 'passed' | 'failed' | 'open';

const MARKS: Readonly<Record<Outcome, string>> = { passed: '✓', failed: '✗', open: '○' };

function outcomeOf({ check }: JudgedCriterion): Outcome {
  return check === undefined ? 'open' : check.passed ? 'passed' : 'failed';
}

function standing({ criterion, check }: JudgedCriterion): string {
  if (!check) {
    return `open: ${JUDGES[criterion.kind]}`;
  }
  const by = check.by === undefined ? '' : ` by ${check.by}`;
  return `${check.passed ? 'holds' : 'does not hold'}, found${by} ${localTime(check.checked)}`;
}

/** Who says whether it holds. */
const JUDGES: Readonly<Record<Criterion['kind'], string>> = {
  command: 'checked with --check',
  file: 'checked with --check',
  reviewer: 'a reviewer judges it',
  person: 'you judge it, at the latest by accepting the report',
};

function indented(words: string): string {
  return words.replace(/\r?\n/g, '\n     ');
}
