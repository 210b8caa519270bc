import type { Progress } from './protocol.ts';

/** Milliseconds between two reports of progress. */
const INTERVAL = 50;

/**
 * Passes progress on, but not more often than every `INTERVAL` milliseconds: a new phase and the end of one at once, of the others
 * the latest when its time has come, so that whoever waits for the next step sees how far the last one came.
 */
export function throttled(report: (progress: Progress) => void): (progress: Progress) => void {
  let phase: Progress['phase'] | undefined;
  let last = 0;
  let held: ReturnType<typeof setTimeout> | undefined;
  const pass = (progress: Progress): void => {
    last = performance.now();
    phase = progress.phase;
    report(progress);
  };
  return (progress) => {
    clearTimeout(held);
    const wait = last + INTERVAL - performance.now();
    if (progress.phase !== phase || wait <= 0 || progress.done >= progress.total) pass(progress);
    else held = setTimeout(pass, wait, progress);
  };
}
