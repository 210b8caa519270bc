import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import { backends } from '../runtime/backends/index.ts';
import { backward, type Gradients } from '../runtime/backward/backward.ts';
import type { BoundWeights } from '../runtime/bind-weights.ts';
import { breather } from '../runtime/breather.ts';
import { checkDevice } from '../runtime/check-device.ts';
import { Execution } from '../runtime/Execution.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { decodeImage } from './decode-image.ts';
import type { BackendId, Calls, Progress } from './protocol.ts';

/** A graph on weights that are bound, and the picture that runs through it, beside what is shown. */
export interface Aside extends Pick<Calls['run']['in'], 'image' | 'preprocess'> {
  readonly graph: Graph;
  readonly weights: BoundWeights;
  readonly backend: BackendId;
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/** The logits of one pass that leaves nothing behind. */
export function logitsAside(aside: Aside): Promise<Float32Array> {
  return runAside(aside, async (logits) => logits);
}

/** The gradients of one pass and the way back from the loss for a class, which leave nothing behind. */
export function gradientsAside(
  aside: Aside,
  { label, ofWeights = false }: Pick<Calls['gradients']['in'], 'label' | 'ofWeights'>,
): Promise<Gradients> {
  const { graph, weights, backend, signal, onProgress } = aside;
  const breathe = breather();
  return runAside(aside, (_logits, execution) =>
    backward(analyze(graph), weights, (id) => execution.tensorOf(id), {
      label,
      ofWeights,
      async onNode(node, _gradient, done, total) {
        checkDevice(backend, node);
        onProgress({ phase: 'backward', done, total, unit: 'layers', node });
        await breathe();
        signal.throwIfAborted();
      },
    }),
  );
}

async function runAside<Result>(
  { graph, weights, backend, image, preprocess: spec, signal, onProgress }: Aside,
  use: (logits: Float32Array, execution: Execution) => Promise<Result>,
): Promise<Result> {
  const { picture } = await decodeImage(image);
  const { settle } = backends[backend];
  const execution = new Execution(analyze(graph), weights);
  const breathe = breather();
  try {
    const logits = await execution.run(preprocess(picture, spec).input, {
      signal,
      ...(settle !== undefined && { settle }),
      onNode({ id: node }, done, total) {
        onProgress({ phase: 'forward', done, total, unit: 'layers', node });
        return breathe();
      },
    });
    return await use(logits, execution);
  } finally {
    execution.dispose();
  }
}
