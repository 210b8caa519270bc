import type { Analysis } from '../src/engine/analysis.ts';
import type { Conv2dAttrs } from '../src/engine/layers/attrs.ts';
import { type FusedStep, planFused } from '../src/runtime/fused/plan.ts';
import { assignStorages, mapShape, readBy } from '../src/runtime/fused/storages.ts';
import { isWinograd, PANEL, TILE_INPUTS } from '../src/runtime/wasm/algorithm.ts';
import { panelsOf } from '../src/runtime/wasm/panels.ts';
import { vectorsOf } from '../src/runtime/webgpu/Dispatch.ts';
import { channelsRead } from '../src/runtime/webgpu/pack.ts';

/** The two forms of a fused pass. */
export type Form = 'wasm' | 'webgpu';

/** What the kernels of one fused pass read and write at least, each array of a step once; in bytes. */
export interface PassTraffic {
  /** Packed weights and biases. */
  readonly weights: number;
  /** Feature maps, as they lie in memory, without the borders of zeros. */
  readonly read: number;
  readonly written: number;
}

const FLOAT = 4;

/**
 * The traffic of a fused pass, worked out from its plan. Left out is what a step keeps in a cache for itself: Winograd's transformed tiles.
 * A sum of more than two is taken as one step.
 */
export function passTraffic(analysis: Analysis, form: Form): PassTraffic {
  const plan = planFused(analysis);
  const slots = assignStorages(plan, analysis);
  const bytesOf = (id: string): number => mapBytes(mapShape(analysis.byId.get(id)?.output ?? []), form);
  let [weights, read, written] = [0, 0, 0];
  for (const step of plan.steps) {
    const { kind } = step.report.node;
    if (kind === 'Input') continue;
    weights += weightBytes(step, analysis, form);
    // Most of what a concatenation joins was written into its place at once.
    const isCopied = (id: string): boolean => slots.get(id)?.storage !== slots.get(step.id)?.storage;
    const sources = kind === 'Concat' ? step.inputs.filter(isCopied) : readBy(step);
    const bytes = sources.reduce((sum, id) => sum + bytesOf(id), 0);
    read += bytes;
    written += kind === 'Concat' ? bytes : bytesOf(step.id);
  }
  return { weights, read, written };
}

function mapBytes([channels, height, width]: readonly [number, number, number], form: Form): number {
  return padded(channels, form) * height * width * FLOAT;
}

/** On WebGPU channels come in vectors of four. */
function padded(channels: number, form: Form): number {
  return form === 'webgpu' ? vectorsOf(channels) * 4 : channels;
}

function weightBytes({ report, inputs }: FusedStep, analysis: Analysis, form: Form): number {
  const { node, output } = report;
  const [channels, height, width] = mapShape(analysis.byId.get(inputs[0] ?? '')?.output ?? []);
  const outs = padded(output[0] ?? 1, form);
  if (node.kind === 'BatchNorm2d') return 2 * outs * FLOAT;
  if (node.kind === 'Linear') return (padded(channels, form) * height * width * outs + outs) * FLOAT;
  if (node.kind !== 'Conv2d') return 0;
  const attrs = node.attrs as Conv2dAttrs;
  const cells = attrs.kernelSize[0] * attrs.kernelSize[1];
  if (form === 'webgpu') return (cells * channelsRead(attrs, channels).inVectors * 4 * outs + outs) * FLOAT;
  if (isWinograd(report)) return (TILE_INPUTS * TILE_INPUTS * channels * outs + outs) * FLOAT;
  const panels = panelsOf(attrs, channels);
  return panels.starts.length * PANEL * (cells * panels.width + 1) * FLOAT;
}
