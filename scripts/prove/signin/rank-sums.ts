/**
 * Mann and Whitney's test with the normal approximation: by how many standard deviations the ranks of `one` lie above those
 * of `other`. Of two samples of one distribution, of at least twenty values each, |z| exceeds 3.29 once in a thousand times.
 */
export function rankSumZ(one: readonly number[], other: readonly number[]): number {
  const [n, m] = [one.length, other.length];
  // of each pair one value is the greater; a tie counts half
  let above = 0;
  for (const a of one) for (const b of other) above += a > b ? 1 : a === b ? 0.5 : 0;
  return (above - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
