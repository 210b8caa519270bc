import type { Analysis } from '../../engine/analysis.ts';
import type { AvgPool2dAttrs, Conv2dAttrs, ZeroPad2dAttrs, ZeroPadShortcutAttrs } from '../../engine/layers/attrs.ts';
import type { WindowSpec } from '../../engine/layers/LayerSpec.ts';
import type { ArraySource } from '../bind-weights.ts';
import { foldNorm, foldWeights } from '../fused/fold.ts';
import { NotFusedError } from '../fused/NotFusedError.ts';
import type { FusedPlan, FusedStep } from '../fused/plan.ts';
import { assignStorages, type Slot, type Storage } from '../fused/storages.ts';
import {
  BYTES,
  type Constants,
  type Dispatch,
  type GpuMap,
  type Scalar,
  type Stage,
  type Values,
  vectorsOf,
} from './Dispatch.ts';
import { isBeyondHalf } from './half.ts';
import { weightBeyondHalf } from './NotHalfError.ts';
import { channelsRead, packFilters, packMatrix } from './pack.ts';
import { type ConvolutionSpec, convolutionShader } from './shaders/convolution.ts';
import { type ConvolutionForm, defaultForm } from './shaders/convolution-forms.ts';
import { linearShader } from './shaders/linear.ts';
import {
  adaptivePoolShader,
  addShader,
  affineShader,
  avgPoolShader,
  copyShader,
  maxPoolShader,
} from './shaders/maps.ts';

/** A plan as kernels, and where each step's output lies. */
export interface Encoded {
  /** One for each step that computes, in order. */
  readonly stages: readonly Stage[];
  readonly maps: ReadonlyMap<string, GpuMap>;
}

/** Most maps that one kernel adds: every device gives a kernel eight buffers, one of which takes the sum. The zoo's sums are of two. */
const MOST_SUMMANDS = 7;

/** Chooses a form for each convolution. */
export type ChooseForm = (spec: ConvolutionSpec) => ConvolutionForm;

/** How a plan is encoded. */
export interface EncodeOptions {
  /** Most bytes of one binding. */
  readonly bindingBytes: number;
  /** The form that a GPU likes where absent. */
  readonly formOf?: ChooseForm;
  /** Weights and maps in float16, but for biases, the network's input and its output. */
  readonly half?: boolean;
}

/** The kernels of a plan. Throws `NotFusedError` for a kind without a fused kernel. */
export function encodePlan(plan: FusedPlan, analysis: Analysis, options: EncodeOptions): Encoded {
  const { bindingBytes, formOf = (spec) => defaultForm(spec, 'gpu'), half = false } = options;
  const slots = assignStorages(plan, analysis);
  const ends = [plan.steps[0]?.id, plan.output].map((id) => slots.get(id ?? '')?.storage);
  const maps = new Map(
    plan.steps.map((step) => {
      const slot = slots.get(step.id);
      return [step.id, toMap(step, slot, half && !ends.includes(slot?.storage) ? 'f16' : 'f32')];
    }),
  );
  const find = (id: string | undefined): GpuMap => {
    const map = maps.get(id ?? '');
    if (map === undefined) throw new Error(`no step makes "${id}"`);
    return map;
  };
  const details = { bindingBytes, formOf, weights: half ? 'f16' : 'f32' } as const;
  const stages = plan.steps.map((step) => {
    const dispatches = encodeStep(step, find, details);
    // Slices of one concatenation that read one another: WebGPU lets no kernel write a buffer that it reads.
    if (dispatches.some(({ bindings }) => bindings.indexOf(bindings.at(-1) as Storage) < bindings.length - 1))
      throw new NotFusedError(step);
    return { step, dispatches };
  });
  return { stages: stages.filter(({ dispatches }) => dispatches.length > 0), maps };
}

type Find = (id: string | undefined) => GpuMap;

interface Details extends Required<Pick<EncodeOptions, 'bindingBytes' | 'formOf'>> {
  readonly weights: Scalar;
}

function encodeStep(step: FusedStep, find: Find, details: Details): readonly Dispatch[] {
  const { node } = step.report;
  const to = find(step.id);
  const sources = step.inputs.map(find);
  const [from = to] = sources;
  const plain = (shader: Pick<Dispatch, 'code' | 'workgroups'>): readonly Dispatch[] => [
    { ...shader, bindings: [from.storage, to.storage] },
  ];
  switch (node.kind) {
    case 'Input':
      return [];
    case 'Conv2d':
      return [convolution(step, from, to, step.residual === undefined ? undefined : find(step.residual), details)];
    case 'Linear':
      return linear(step, from, to, details);
    case 'MaxPool2d':
      return plain(maxPoolShader(from, to, windowOf(step)));
    case 'AvgPool2d':
      return plain(avgPoolShader(from, to, windowOf(step), (node.attrs as AvgPool2dAttrs).countIncludePad));
    case 'AdaptiveAvgPool2d':
      return plain(adaptivePoolShader(from, to));
    case 'BatchNorm2d':
      return [norm(step, from, to)];
    case 'Add':
    case 'ReLU': {
      if (sources.length > MOST_SUMMANDS) throw new NotFusedError(step);
      const shader = addShader(sources, to, step.relu || node.kind === 'ReLU');
      return [{ ...shader, bindings: [...sources, to].map(({ storage }) => storage) }];
    }
    case 'Concat':
      return concat(step, sources, to);
    case 'ZeroPad2d': {
      const [top, left] = (node.attrs as ZeroPad2dAttrs).padding;
      return plain(copyShader(from, to, { stride: 1, top, left, before: 0 }));
    }
    case 'ZeroPadShortcut':
      return plain(zeroPadShortcut(step, from, to));
    default:
      throw new NotFusedError(step);
  }
}

function convolution(
  step: FusedStep,
  from: GpuMap,
  to: GpuMap,
  residual: GpuMap | undefined,
  { formOf, weights: scalar }: Details,
): Dispatch {
  const attrs = step.report.node.attrs as Conv2dAttrs;
  const read = channelsRead(attrs, from.channels);
  const spec = {
    from,
    to,
    ...(residual && { residual }),
    weights: scalar,
    window: windowOf(step),
    ...read,
    relu: step.relu,
  };
  const cells = attrs.kernelSize[0] * attrs.kernelSize[1];
  const fold = shared(2, (source) => foldWeights(step, source));
  const weights = weightsOf(step, cells * read.inVectors * 4 * to.vectors * 4, scalar, async (values, source) =>
    packFilters(await fold(source), attrs, from.channels, values),
  );
  const bias = biasOf(to.vectors, async (source) => (await fold(source)).bias);
  const form = formOf(spec);
  return {
    ...convolutionShader(spec, form),
    convolution: spec,
    form,
    bindings: [from.storage, weights, bias, ...(residual === undefined ? [] : [residual.storage]), to.storage],
  };
}

/** One kernel for as many outputs as fit into a binding. */
function linear(
  step: FusedStep,
  from: GpuMap,
  to: GpuMap,
  { bindingBytes, weights: scalar }: Details,
): readonly Dispatch[] {
  const cells = from.height * from.width;
  if (from.pixel !== from.vectors || to.offset > 0) throw new NotFusedError(step);
  const inVectors = cells * from.vectors;
  const most = Math.max(1, Math.floor(bindingBytes / (inVectors * 4 * 4 * BYTES[scalar])));
  const fold = shared(2 * Math.ceil(to.vectors / most), (source) => foldWeights(step, source));
  const parts: Dispatch[] = [];
  for (let outStart = 0; outStart < to.vectors; outStart += most) {
    const outVectors = Math.min(most, to.vectors - outStart);
    const range = { first: outStart * 4, count: Math.min(outVectors * 4, to.channels - outStart * 4) };
    const weights = weightsOf(step, inVectors * 4 * outVectors * 4, scalar, async (values, source) =>
      packMatrix((await fold(source)).weight, { channels: from.channels, cells }, range, values),
    );
    const bias = biasOf(outVectors, async (source) =>
      (await fold(source)).bias.subarray(range.first, range.first + range.count),
    );
    const scalars = [from.scalar, scalar, to.scalar] as const;
    const shader = linearShader({ inVectors, outVectors, outStart, relu: step.relu, scalars });
    parts.push({ ...shader, bindings: [from.storage, weights, bias, to.storage] });
  }
  return parts;
}

function norm(step: FusedStep, from: GpuMap, to: GpuMap): Dispatch {
  const fold = shared(2, (source) => foldNorm(step, source));
  const factor = biasOf(to.vectors, async (source) => (await fold(source)).factor);
  const addend = biasOf(to.vectors, async (source) => (await fold(source)).addend);
  return { ...affineShader(from, to, step.relu), bindings: [from.storage, factor, addend, to.storage] };
}

/** Copies whatever could not be written into its slice at once. */
function concat(step: FusedStep, sources: readonly GpuMap[], to: GpuMap): readonly Dispatch[] {
  const copies: Dispatch[] = [];
  let channel = 0;
  for (const source of sources) {
    if (source.storage !== to.storage) {
      const slice = { ...to, vectors: source.vectors, offset: to.offset + wholeVectors(step, channel) };
      const shader = copyShader(source, slice, { stride: 1, top: 0, left: 0, before: 0 });
      copies.push({ ...shader, bindings: [source.storage, to.storage] });
    }
    channel += source.channels;
  }
  return copies;
}

function zeroPadShortcut(step: FusedStep, from: GpuMap, to: GpuMap): ReturnType<typeof copyShader> {
  const { outChannels, stride } = step.report.node.attrs as ZeroPadShortcutAttrs;
  const before = wholeVectors(step, Math.floor((outChannels - from.channels) / 2));
  return copyShader(from, to, { stride, top: 0, left: 0, before });
}

function wholeVectors(step: FusedStep, channels: number): number {
  if (channels % 4 > 0) throw new NotFusedError(step);
  return channels / 4;
}

function toMap(step: FusedStep, slot: Slot | undefined, scalar: Scalar): GpuMap {
  if (slot === undefined) throw new Error(`${step.id} has no place`);
  const { storage, offset, channels } = slot;
  if (channels < storage.channels && channels % 4 > 0) throw new NotFusedError(step);
  const { height, width } = storage;
  const pixel = vectorsOf(storage.channels);
  const vectors = vectorsOf(channels);
  return { storage, scalar, height, width, channels, vectors, pixel, offset: wholeVectors(step, offset) };
}

function windowOf({ report }: FusedStep): WindowSpec {
  if (report.window === undefined) throw new Error(`${report.node.id} has no window`);
  return report.window;
}

function weightsOf(
  step: FusedStep,
  count: number,
  scalar: Scalar,
  pack: (to: Values, source: ArraySource) => Promise<void>,
): Constants {
  return {
    count,
    scalar,
    async fill(to, source) {
      await pack(to, source);
      if (scalar === 'f16' && to.some(isBeyondHalf)) throw weightBeyondHalf(step);
    },
  };
}

function biasOf(vectors: number, read: (source: ArraySource) => Promise<Float32Array>): Constants {
  return { count: vectors * 4, scalar: 'f32', fill: async (to, source) => to.set(await read(source)) };
}

/** Reads once for so many uses, and lets go after the last. */
function shared<Folded>(
  uses: number,
  read: (source: ArraySource) => Promise<Folded>,
): (source: ArraySource) => Promise<Folded> {
  let left = uses;
  let reading: Promise<Folded> | undefined;
  return (source) => {
    const result = reading ?? read(source);
    left--;
    reading = left === 0 ? undefined : result;
    return result;
  };
}
