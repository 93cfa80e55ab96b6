/** What a bench is asked for and what it answers; `quick` is a smaller size whose goals are not judged. */
export type BenchOptions = { quick: boolean; seconds: number | undefined };
export type Goal = { goal: string; met: boolean };
export type Bench = (options: BenchOptions) => Promise<{ figures: Record<string, number>; goals: Goal[] }>;

/** The middle value; figures are medians, because a shared machine has outliers. */
export function median(values: number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
