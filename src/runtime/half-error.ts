import type { Analysis } from '../engine/analysis.ts';
import { breather } from './breather.ts';
import { compareLogits, type LogitsError } from './compare-logits.ts';
import type { Executor } from './Executor.ts';
import { outputStats } from './output-stats.ts';
import type { RunOptions } from './RunOptions.ts';
import { MOST_HALF } from './webgpu/half.ts';

/** A share of the greatest logit that rounding does not explain, which costs a value 2⁻¹¹ at most. */
const FAR_OFF = 1 / 32;

/** What half precision did to the logits of the last picture, beside float32. */
export interface HalfError extends LogitsError {
  /** The first layer with a value in float32 that float16 cannot hold, where the logits are far off. */
  readonly beyond?: string;
}

/** A network that ran in half precision, and the logits that came of it. */
export interface HalfRun {
  readonly analysis: Analysis;
  readonly executor: Executor;
  readonly logits: Float32Array;
}

/**
 * Runs the last picture through the network's layers in float32, watched by `options`, and compares. Where the logits are far off, finds the
 * first layer that float16 could not hold: greater values became its largest number.
 */
export async function halfError(
  { analysis, executor, logits }: HalfRun,
  options: Pick<RunOptions, 'signal' | 'onNode'> = {},
): Promise<HalfError> {
  const error = compareLogits(logits, await executor.read(analysis.graph.output, options));
  if (error.share <= FAR_OFF) return error;
  const breathe = breather();
  for (const { node } of analysis.reports) {
    if (node.role !== undefined) continue;
    const channels = await outputStats(await executor.output(node.id));
    if (channels.some(({ min, max }) => min < -MOST_HALF || max > MOST_HALF)) return { ...error, beyond: node.id };
    await breathe();
    options.signal?.throwIfAborted();
  }
  return error;
}
