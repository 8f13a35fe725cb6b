const UNITS = [
  ['d', 24 * 60 * 60_000],
  ['h', 60 * 60_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** `45 s`, `4 min 10 s`, `2 h 5 min`, `3 d`: the two largest units, in signs that most languages share. */
export function durationWords(ms: number): string {
  // By whole seconds, so that no part is rounded up into the next larger one.
  let left = Math.round(ms / 1000) * 1000;
  const parts: string[] = [];
  for (const [sign, unit] of UNITS) {
    const count = Math.floor(left / unit);
    if (count > 0) {
      parts.push(`${count} ${sign}`);
      left -= count * unit;
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.join(' ') || '0 s';
}
