import type { Analysis } from '../engine/analysis.ts';
import { layerTable } from './layer-table.ts';

/** Settings of the text. */
export interface JsonOptions {
  /** Examples in the batch: first axis of every shape, factor of MACs and activation bytes. Defaults to 1. */
  readonly batch?: number;
}

/** The network as JSON: totals, then every layer. MACs leave biases out; bytes are those of float32. */
export function jsonText(analysis: Analysis, { batch = 1 }: JsonOptions = {}): string {
  const summary = {
    network: analysis.graph.name,
    input: [batch, ...analysis.input],
    params: analysis.params,
    trainable: analysis.trainable,
    macs: analysis.macs * batch,
    layers: layerTable(analysis, batch),
  };
  return JSON.stringify(summary, null, 1);
}
