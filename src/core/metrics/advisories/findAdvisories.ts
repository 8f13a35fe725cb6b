import type { Slices } from '../../slices';
import type { MetricSource } from '../metric';
import { ADVISORY_KINDS, type Advisory, type AdvisoryKind } from './advisory';
import { contextLoss } from './contextLoss';
import { directImplementation } from './directImplementation';
import { missionsWithoutCriteria } from './missionsWithoutCriteria';
import { sequentialWork } from './sequentialWork';
import { tooManyAgents } from './tooManyAgents';
import { unverifiedReports } from './unverifiedReports';

const KINDS: Readonly<Record<AdvisoryKind, (source: MetricSource) => Advisory | undefined>> = {
  unverifiedReports,
  contextLoss,
  tooManyAgents,
  missionsWithoutCriteria,
  sequentialWork,
  directImplementation,
};

/** What the process would advise, the most pressing first; most of the time, nothing. */
export function* findingAdvisories(source: MetricSource): Slices<Advisory[]> {
  const found: Advisory[] = [];
  for (const kind of ADVISORY_KINDS) {
    const advisory = KINDS[kind](source);
    if (advisory) {
      found.push(advisory);
    }
    yield;
  }
  return found;
}
