import { AtlasError } from '../errors';
import type { Agent } from './context';

/**
 * A success criterion as it stands in the mission: files of others may have blanks around it.
 * @param typed its words
 * @throws AtlasError inputInvalid
 */
export function findCriterion(agent: Agent, typed: string, operation: string): string {
  const found = agent.success_criteria?.find((each) => each.trim() === typed.trim());
  if (found === undefined) {
    throw new AtlasError('inputInvalid', {
      operation,
      detail: `${agent.id} has no criterion ${JSON.stringify(typed)}`,
    });
  }
  return found;
}
