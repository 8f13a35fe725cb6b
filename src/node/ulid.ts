import { randomBytes } from './chance';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A ULID (https://github.com/ulid/spec): 10 letters of time in ms, 16 of chance. Written here because it
 * is ten lines; order within one millisecond does not matter to us, the journal has `seq`.
 */
export function ulid(ms: number): string {
  let time = '';
  for (let rest = ms; time.length < 10; rest = Math.floor(rest / 32)) {
    time = (ALPHABET[rest % 32] ?? '0') + time;
  }
  let chance = '';
  for (const byte of randomBytes(16)) {
    chance += ALPHABET[byte % 32] ?? '0';
  }
  return time + chance;
}
