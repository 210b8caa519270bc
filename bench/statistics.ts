/** The value in the middle, or the mean of the two there. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** (Π values)^(1 / count) */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The greatest difference between two lists, relative to the greatest value of the first. */
export function relativeDifference(reference: readonly number[], others: readonly number[]): number {
  const most = Math.max(...reference.map(Math.abs));
  return Math.max(...reference.map((value, index) => Math.abs(value - (others[index] ?? Number.NaN)))) / most;
}
