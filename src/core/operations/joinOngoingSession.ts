import * as z from 'zod';
import { operation } from '../operation';

/**
 * Begins a session unless one is going on: that is the preface of any act, and all there is to this one.
 * For what follows to belong to it, where another program does it.
 */
export const joinOngoingSession = operation('joinOngoingSession', z.strictObject({}), () => ({
  events: [],
  result: () => undefined,
}));
