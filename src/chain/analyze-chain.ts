import type { Analysis } from '../engine/analysis.ts';
import { analyzeUntilError } from '../engine/analyze.ts';
import type { ErrorDetails } from '../engine/errors.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { numel, type Shape } from '../engine/shape.ts';
import type { Chain, ChainLayer } from './Chain.ts';
import { withExpected } from './layer-settings.ts';
import { layerTypes } from './layer-types.ts';
import type { ChainRule } from './rules.ts';

/** Why the chain ends before its last layer. */
export interface ChainError {
  /** Position of the layer at fault, from 0. */
  readonly at: number;
  /** Rule of the engine or of the chain. */
  readonly rule: ErrorDetails['rule'];
  readonly values: ErrorDetails['values'];
}

/** Everything of a chain before its first error, and the error. */
export interface ChainAnalysis {
  /** The network of the layers that fit. Layer `i` is the node `String(i)`, as in `nn.Sequential`. */
  readonly analysis: Analysis;
  readonly error: ChainError | null;
}

/** Shapes, parameters, costs and receptive fields of a chain as far as its shapes fit. */
export function analyzeChain(chain: Chain): ChainAnalysis {
  const { analysis, error } = analyzeUntilError(toGraph(chain));
  const fitting = analysis.reports.length - 1;
  const found = firstMisfit(chain, analysis) ?? (error && { at: fitting, ...pick(error.details) });
  if (found === null) return { analysis, error: null };
  const { analysis: before } = analyzeUntilError(toGraph({ ...chain, layers: chain.layers.slice(0, found.at) }));
  return { analysis: before, error: found };
}

/** The shape that arrives at a layer; `null` where an error stands before it. */
export function shapeBefore({ analysis }: ChainAnalysis, at: number): Shape | null {
  return analysis.reports[at]?.output ?? null;
}

/** How many channels (features of a vector, or of Linear) a shape offers to a layer. */
export function offeredTo(layer: ChainLayer, shape: Shape): number {
  return (layer.kind === 'Linear' ? shape.at(-1) : shape[0]) ?? 0;
}

/** The chain with every stated number left open that is what arrives anyhow; those that disagree stay. */
export function settle(chain: Chain): Chain {
  const open = analyzeChain({ ...chain, layers: chain.layers.map((layer) => withExpected(layer, null)) });
  const layers = chain.layers.map((layer, at) => {
    const shape = shapeBefore(open, at);
    return shape !== null && layer.expects === offeredTo(layer, shape) ? withExpected(layer, null) : layer;
  });
  return { ...chain, layers };
}

function toGraph({ input, layers }: Chain): Graph {
  const builder = new GraphBuilder({ name: 'Sequential', type: 'Sequential', input });
  const output = layers.reduce<string>(
    (before, { kind, attrs }, at) => builder.module(kind, String(at), before, attrs),
    builder.input,
  );
  return builder.build(output);
}

/** The first layer that another number of channels arrives at than it states, or whose values are too many to be counted. */
function firstMisfit({ layers }: Chain, { reports }: Analysis): ChainError | null {
  for (const [at, layer] of layers.entries()) {
    const shape = reports[at]?.output;
    if (shape === undefined) return null;
    const found = offeredTo(layer, shape);
    const { expects } = layerTypes[layer.kind];
    if (expects !== undefined && layer.expects !== null && layer.expects !== found)
      return misfit(at, 'expectationDiffers', { name: expects, expected: layer.expects, found });
    const report = reports[at + 1];
    if (report === undefined) return null;
    const counts = [numel(report.output), report.params, report.macs];
    if (!counts.every(Number.isSafeInteger)) return misfit(at, 'tooManyValues', {});
  }
  return null;
}

function misfit(at: number, rule: ChainRule, values: ChainError['values']): ChainError {
  return { at, rule, values };
}

function pick({ rule, values }: ErrorDetails): Pick<ChainError, 'rule' | 'values'> {
  return { rule, values };
}
