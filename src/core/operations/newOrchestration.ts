import * as z from 'zod';
import { AtlasError } from '../errors';
import type { Context } from '../model/context';
import { startOfSession } from '../model/sessions';
import { text, type Operation } from '../operation';

const input = z.strictObject({
  /** The project's name, as people write it. */
  project: text,
});

/**
 * Begins an orchestration, and its first session (Phase 1, Context Establishment).
 * @throws AtlasError alreadyExists
 */
export const newOrchestration: Operation<typeof input, Context> = {
  name: 'newOrchestration',
  input,
  decide(context, { project }, { now }) {
    if (context) {
      throw new AtlasError('alreadyExists', { project: context.project_name, file: 'its context' });
    }
    return {
      events: [{ type: 'orchestrationCreated', project }, startOfSession(undefined, now)],
      result: (after) => after,
    };
  },
};
