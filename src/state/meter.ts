import type { Progress } from '../worker/protocol.ts';
import type { RunProgress } from './RunSlice.ts';

/** Adds rate and time left to progress, from the time since the phase began. */
export function meter(report: (progress: RunProgress) => void): (progress: Progress) => void {
  let phase = '';
  let start = 0;
  let first = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.phase !== phase) [phase, start, first] = [progress.phase, now, progress.done];
    const seconds = (now - start) / 1000;
    const rate = seconds > 0 ? (progress.done - first) / seconds : 0;
    const left = rate > 0 && progress.total > 0 ? (progress.total - progress.done) / rate : null;
    report({ ...progress, rate, secondsLeft: left });
  };
}
