import { minutes } from './arguments';

/** Reads how long after its timebox an agent is ended, in minutes; or `never`. */
export function graceOf(words: string): number | 'never' {
  if (words.trim() === 'never') {
    return 'never';
  }
  return words.trim() === '0' ? 0 : minutes(words);
}
