import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { numel } from '../engine/shape.ts';
import type { Executor } from './Executor.ts';
import { statsOf } from './statistics.ts';

/** What one module put out. */
export interface TraceLayer {
  /** Module path. */
  readonly path: string;
  readonly type: string;
  /** With the batch axis. */
  readonly out: readonly number[];
  readonly params: number;
  readonly macs: number;
  readonly mean: number;
  readonly std: number;
  readonly absmax: number;
  /** Sampled flat indices in PyTorch's order, and the output there. */
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** A forward pass, layer by layer: the same fields as PyTorch's reference traces. */
export interface Trace {
  readonly name: string;
  readonly input: readonly number[];
  readonly classes: number;
  readonly params: number;
  readonly layers: readonly TraceLayer[];
  readonly logits: readonly number[];
}

/** Samples taken of each layer. */
const SAMPLES = 8;

/** Runs a network once and writes down what every module put out, and the logits. Numbers have eight digits. */
export async function traceNetwork(
  analysis: Analysis,
  executor: Executor,
  input: Float32Array,
  classes: number,
): Promise<Trace> {
  const logits = await executor.run(input);
  const layers: TraceLayer[] = [];
  for (const report of analysis.reports) {
    const { module, role, id } = report.node;
    if (module !== undefined && role === undefined) layers.push(toLayer(report, module, await executor.read(id)));
  }
  return {
    name: analysis.graph.name,
    input: [1, ...analysis.input],
    classes,
    params: analysis.params,
    layers,
    logits: Array.from(logits, eightDigits),
  };
}

function toLayer({ node, output, params, macs }: NodeReport, path: string, data: Float32Array): TraceLayer {
  const { mean, std, min, max } = statsOf(data);
  const at = samplePlaces(numel(output));
  return {
    path,
    type: node.kind,
    out: [1, ...output],
    params,
    macs,
    mean: eightDigits(mean),
    std: eightDigits(std),
    absmax: eightDigits(Math.max(Math.abs(min), Math.abs(max))),
    at,
    values: at.map((place) => eightDigits(data[place] ?? Number.NaN)),
  };
}

function samplePlaces(count: number): readonly number[] {
  const places = new Set(Array.from({ length: SAMPLES }, (_unused, index) => (index * 2654435761 + 12345) % count));
  return [...places].sort((a, b) => a - b);
}

function eightDigits(value: number): number {
  return Number(value.toPrecision(8));
}
