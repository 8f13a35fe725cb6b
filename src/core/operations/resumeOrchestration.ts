import * as z from 'zod';
import { operation } from '../operation';
import { status, type Status } from '../queries/status';

/**
 * Comes back to an orchestration and tells where it stands (Phase 1). The session it begins is the
 * preface of the act, as it is for any first act.
 */
export const resumeOrchestration = operation('resumeOrchestration', z.strictObject({}), () => ({
  events: [],
  result: (after): Status => status(after),
}));
