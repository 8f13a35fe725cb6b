/** The middle one. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The middle of the ratios of two series that were measured in turns. */
export function ratio(ones, others) {
  return median(ones.map((one, index) => one / others[index]));
}
