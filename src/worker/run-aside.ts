import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import { backends } from '../runtime/backends/index.ts';
import { backward, type Gradients } from '../runtime/backward.ts';
import type { BoundWeights } from '../runtime/bind-weights.ts';
import { Execution } from '../runtime/Execution.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { breather } from './breather.ts';
import { decodeImage } from './decode-image.ts';
import type { BackendId, Calls } from './protocol.ts';

/** A graph on weights that are bound, and the picture that runs through it, beside what is shown. */
export interface Aside extends Pick<Calls['run']['in'], 'image' | 'preprocess'> {
  readonly graph: Graph;
  readonly weights: BoundWeights;
  readonly backend: BackendId;
  readonly signal: AbortSignal;
}

/** The logits of one pass that leaves nothing behind. */
export function logitsAside(aside: Aside): Promise<Float32Array> {
  return runAside(aside, async (logits) => logits);
}

/** The gradients of one pass and the way back from the loss for the class `label`, which leave nothing behind. */
export function gradientsAside(aside: Aside, label: number): Promise<Gradients> {
  const breathe = breather();
  return runAside(aside, (_logits, execution) =>
    backward(
      analyze(aside.graph),
      aside.weights,
      (id) => execution.tensorOf(id),
      label,
      async () => {
        await breathe();
        aside.signal.throwIfAborted();
      },
    ),
  );
}

async function runAside<Result>(
  { graph, weights, backend, image, preprocess: spec, signal }: Aside,
  use: (logits: Float32Array, execution: Execution) => Promise<Result>,
): Promise<Result> {
  const { picture } = await decodeImage(image);
  const { settle } = backends[backend];
  const execution = new Execution(analyze(graph), weights);
  try {
    const logits = await execution.run(preprocess(picture, spec).input, {
      signal,
      ...(settle !== undefined && { settle }),
      onNode: breather(),
    });
    return await use(logits, execution);
  } finally {
    execution.dispose();
  }
}
