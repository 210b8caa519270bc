/** Batches over which the laboratory's accuracy is averaged. */
export const RECENT = 20;

/** Share of rightly classified examples in the last `RECENT` batches, 0…1; `NaN` before the first. */
export function recentAccuracy(frames: readonly { readonly accuracy: number }[]): number {
  const recent = frames.slice(-RECENT);
  return recent.reduce((sum, { accuracy }) => sum + accuracy, 0) / recent.length;
}

/** Number of steps after which the recent accuracy first reached `target`; `null` if it never did. At least `RECENT`. */
export function stepsTo(frames: readonly { readonly accuracy: number }[], target: number): number | null {
  for (let end = RECENT; end <= frames.length; end++)
    if (recentAccuracy(frames.slice(end - RECENT, end)) >= target) return end;
  return null;
}
