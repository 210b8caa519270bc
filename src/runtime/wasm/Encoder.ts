import type { Analysis } from '../../engine/analysis.ts';
import type { AvgPool2dAttrs, Conv2dAttrs, ZeroPad2dAttrs, ZeroPadShortcutAttrs } from '../../engine/layers/attrs.ts';
import type { ArraySource } from '../bind-weights.ts';
import { foldNorm, foldWeights } from '../fused/fold.ts';
import { NotFusedError } from '../fused/NotFusedError.ts';
import type { FusedPlan, FusedStep } from '../fused/plan.ts';
import type { Addresses } from './Addresses.ts';
import { isWinograd, PANEL, TILE_INPUTS, tileCount } from './algorithm.ts';
import { arrangeTensors, type Placed } from './arrange-tensors.ts';
import type { Packers } from './Packers.ts';
import { LAYOUTS, type LayerWords } from './pack-job.ts';
import { type PackNeeds, packNeeds } from './pack-needs.ts';
import { areWholePanels, panelsOf } from './panels.ts';
import { KERNELS, type StepWords } from './step-fields.ts';

/** Where weights are put, where they come from, and who packs them. */
export interface WeightsSink {
  readonly buffer: ArrayBufferLike;
  readonly source: ArraySource;
  readonly packers: Packers;
}

/** Has the arrays of one step read, and puts them into memory or has them packed. */
export type Fill = (sink: WeightsSink) => Promise<void>;

/** Bytes of transformed tiles that a thread works on at once: they are to stay in its second-level cache. */
const TILE_BYTES = 786_432;

/** Bytes of input that a chunk of a convolution reads again and again. */
const BLOCK_BYTES = 393_216;

/** Pixels of a chunk, at most `MOST_ROWS` of convolution.c. */
const MOST_ROWS = 252;

/** Points of a Winograd tile. */
const POINTS = TILE_INPUTS * TILE_INPUTS;

/** Turns fused steps into the words that the kernels read. Addresses are dealt out as it goes; `fills` puts the weights there later. */
export class Encoder {
  readonly steps: StepWords[] = [];
  /** The words of each step that computes: from `from` up to `to`. */
  readonly ranges: { readonly step: FusedStep; readonly from: number; readonly to: number }[] = [];
  readonly fills: Fill[] = [];
  /** Where the memory of the feature maps begins. Until they are computed, weights wait there to be packed. */
  readonly rooms: number;
  readonly needs: PackNeeds;
  readonly tensors: ReadonlyMap<string, Placed>;
  readonly #addresses: Addresses;
  readonly #threads: number;
  #scratch: { readonly step: number; readonly floats: number }[] = [];

  constructor(plan: FusedPlan, analysis: Analysis, addresses: Addresses, threads: number) {
    this.#addresses = addresses;
    this.#threads = threads;
    this.rooms = addresses.end;
    this.tensors = arrangeTensors(plan, analysis, addresses);
    this.needs = packNeeds(plan);
    addresses.reserve(Math.max(0, this.rooms + this.needs.arrays + this.needs.part - addresses.end));
    for (const step of plan.steps) {
      const from = this.steps.length;
      this.#encode(step);
      if (this.steps.length > from) this.ranges.push({ step, from, to: this.steps.length });
    }
    this.#placeScratch();
  }

  #encode(step: FusedStep): void {
    switch (step.report.node.kind) {
      case 'Input':
        return;
      case 'Conv2d':
        if (isWinograd(step.report)) this.#winograd(step);
        else this.#convolution(step);
        return;
      case 'Linear':
        this.#linear(step);
        return;
      case 'MaxPool2d':
      case 'AvgPool2d':
      case 'AdaptiveAvgPool2d':
        this.#pool(step);
        return;
      case 'BatchNorm2d':
        this.#norm(step);
        return;
      case 'Add':
        this.#add(step);
        return;
      case 'ReLU':
        this.steps.push({ ...this.#views(step), op: KERNELS.add, relu: 1 });
        return;
      case 'Concat':
        this.#concat(step);
        return;
      case 'ZeroPad2d':
      case 'ZeroPadShortcut':
        this.#copy(step);
        return;
      default:
        throw new NotFusedError(step);
    }
  }

  /** The words that every step has: where it reads and writes. */
  #views(step: FusedStep, input = step.inputs[0]): StepWords {
    const from = this.#tensor(input);
    const to = this.#tensor(step.id);
    const residual = step.residual === undefined ? undefined : this.#tensor(step.residual);
    const [borderTop, borderLeft, borderBottom, borderRight] = to.border;
    return {
      relu: Number(step.relu),
      in: from.at,
      inPixel: from.pixel,
      inRow: from.row,
      height: from.height,
      width: from.width,
      channels: from.channels,
      out: to.at,
      outPixel: to.pixel,
      outRow: to.row,
      outHeight: to.height,
      outWidth: to.width,
      outChannels: to.channels,
      ...(residual && { residual: residual.at, residualPixel: residual.pixel, residualRow: residual.row }),
      borderTop,
      borderLeft,
      borderBottom,
      borderRight,
      strideHeight: 1,
      strideWidth: 1,
      dilationHeight: 1,
      dilationWidth: 1,
    };
  }

  #window({ report }: FusedStep): StepWords {
    const { window } = report;
    if (window === undefined) return {};
    const [padTop, padLeft, padBottom, padRight] = window.padding;
    return {
      kernelHeight: window.kernelSize[0],
      kernelWidth: window.kernelSize[1],
      strideHeight: window.stride[0],
      strideWidth: window.stride[1],
      dilationHeight: window.dilation[0],
      dilationWidth: window.dilation[1],
      padTop,
      padLeft,
      padBottom,
      padRight,
    };
  }

  #convolution(step: FusedStep): void {
    const attrs = step.report.node.attrs as Conv2dAttrs;
    const from = this.#tensor(step.inputs[0]);
    const to = this.#tensor(step.id);
    const [height, width] = attrs.kernelSize;
    const panels = panelsOf(attrs, from.channels);
    const count = panels.starts.length;
    // A row of the window is one run of memory where the pixels of the input lie side by side.
    const isRun = attrs.groups === 1 && attrs.dilation[1] === 1 && from.pixel === from.channels;
    const offsets: number[] = [];
    for (let row = 0; row < height; row++)
      for (let column = 0; column < (isRun ? 1 : width); column++)
        offsets.push(row * attrs.dilation[0] * from.row + column * attrs.dilation[1] * from.pixel);
    const weightFloats = count * PANEL * height * width * panels.width;
    const weights = this.#addresses.reserve(weightFloats * 4);
    const bias = this.#addresses.reserve(count * PANEL * 4);
    const tapOffsets = this.#addresses.reserve(offsets.length * 4);
    const panelStarts = attrs.groups === 1 ? 0 : this.#addresses.reserve(count * 4);
    const rows = to.height * to.width;
    const bytesOfPixel = from.channels * Math.min(attrs.stride[0] * attrs.stride[1], height * width) * 4;
    const blockRows = Math.min(MOST_ROWS, Math.max(48, Math.floor(BLOCK_BYTES / bytesOfPixel / 6) * 6), rows);
    const groups = Math.min(count, Math.ceil((4 * this.#threads) / Math.ceil(rows / blockRows)));
    this.steps.push({
      ...this.#views(step),
      ...this.#window(step),
      op: KERNELS.conv,
      weights,
      bias,
      taps: offsets.length,
      tapOffsets,
      inner: isRun ? width * from.channels : panels.width,
      panelStarts,
      blockRows,
      blockPanels: this.#threads === 1 ? count : Math.ceil(count / groups),
    });
    const inputs = from.channels / attrs.groups;
    const target = { to: weights, inputs, cells: height * width };
    const perGroup = attrs.outChannels / attrs.groups;
    const layer: LayerWords = areWholePanels(attrs)
      ? { ...target, layout: LAYOUTS.panels }
      : { ...target, layout: LAYOUTS.groups, outputs: perGroup, width: panels.width, starts: panelStarts };
    this.fills.push((sink) => {
      new Int32Array(sink.buffer, tapOffsets, offsets.length).set(offsets);
      if (panelStarts > 0) new Int32Array(sink.buffer, panelStarts, count).set(panels.starts);
      return fillFilters(sink, step, bias, layer);
    });
  }

  #winograd(step: FusedStep): void {
    const from = this.#tensor(step.inputs[0]);
    const to = this.#tensor(step.id);
    const floats = POINTS * from.channels * to.channels;
    const weights = this.#addresses.reserve(floats * 4);
    const bias = this.#addresses.reserve(to.channels * 4);
    const tiles = tileCount(to.height, to.width);
    const floatsOfTile = POINTS * (from.channels + to.channels);
    const blockRows = Math.min(tiles, Math.max(24, Math.floor(TILE_BYTES / 4 / floatsOfTile / 6) * 6));
    const words = { ...this.#views(step), ...this.#window(step), weights, bias };
    const alone = this.#threads === 1 || tiles >= blockRows * this.#threads * 2;
    if (alone) {
      this.#needScratch(floatsOfTile * blockRows);
      this.steps.push({ ...words, op: KERNELS.winograd, blockRows, scratchFloats: floatsOfTile * blockRows });
    } else {
      const unbordered = { ...words, borderTop: 0, borderLeft: 0, borderBottom: 0, borderRight: 0 };
      for (const op of [KERNELS.winogradIn, KERNELS.winogradMultiply, KERNELS.winogradOut]) {
        this.#needScratch((floatsOfTile * tiles) / this.#threads);
        this.steps.push({ ...(op === KERNELS.winogradOut ? words : unbordered), op });
      }
    }
    const layer = { layout: LAYOUTS.winograd, inputs: from.channels, cells: 9, to: weights, outputs: to.channels };
    this.fills.push((sink) => fillFilters(sink, step, bias, layer));
  }

  #linear(step: FusedStep): void {
    const from = this.#tensor(step.inputs[0]);
    const to = this.#tensor(step.id);
    const cells = from.height * from.width;
    if (cells > 1 && (from.pixel !== from.channels || from.row !== from.channels * from.width))
      throw new NotFusedError(step);
    const floats = from.channels * cells * to.channels;
    const weights = this.#addresses.reserve(floats * 4);
    const bias = this.#addresses.reserve(to.channels * 4);
    this.steps.push({ ...this.#views(step), op: KERNELS.linear, channels: from.channels * cells, weights, bias });
    this.fills.push(async ({ buffer, source, packers }) => {
      const rows = new Float32Array(buffer, weights, floats);
      const folded = await foldWeights(step, source, () => rows);
      if (folded.weight !== rows) rows.set(folded.weight);
      new Float32Array(buffer, bias, to.channels).set(folded.bias);
      packers.packRows(nameOf(step), to.channels, { inputs: from.channels, cells, to: weights });
    });
  }

  #pool(step: FusedStep): void {
    const { node } = step.report;
    const op = node.kind === 'MaxPool2d' ? KERNELS.maxPool : KERNELS.avgPool;
    const countsPadding = node.kind === 'AvgPool2d' && (node.attrs as AvgPool2dAttrs).countIncludePad;
    const mode = node.kind === 'AdaptiveAvgPool2d' ? 2 : Number(countsPadding);
    this.steps.push({ ...this.#views(step), ...this.#window(step), op, mode });
  }

  #norm(step: FusedStep): void {
    const { channels } = this.#tensor(step.id);
    const weights = this.#addresses.reserve(channels * 4);
    const bias = this.#addresses.reserve(channels * 4);
    this.steps.push({ ...this.#views(step), op: KERNELS.affine, weights, bias });
    this.fills.push(async ({ buffer, source }) => {
      const folded = await foldNorm(step, source);
      new Float32Array(buffer, weights, channels).set(folded.factor);
      new Float32Array(buffer, bias, channels).set(folded.addend);
    });
  }

  /** a + b, then the others one by one; the ReLU comes last. */
  #add(step: FusedStep): void {
    const [first, ...others] = step.inputs;
    for (const [index, other] of others.entries()) {
      const base = this.#views({ ...step, residual: other }, index === 0 ? first : step.id);
      this.steps.push({ ...base, op: KERNELS.add, relu: Number(step.relu && index === others.length - 1) });
    }
  }

  /** Copies whatever could not be written into its slice at once. */
  #concat(step: FusedStep): void {
    const whole = this.#tensor(step.id);
    let offset = 0;
    for (const input of step.inputs) {
      const part = this.#tensor(input);
      const out = whole.at + offset * 4;
      if (part.at !== out || part.pixel !== whole.pixel)
        this.steps.push({ ...this.#views(step, input), op: KERNELS.copy, out, outChannels: part.channels });
      offset += part.channels;
    }
  }

  #copy(step: FusedStep): void {
    const { node } = step.report;
    const from = this.#tensor(step.inputs[0]);
    const words = { ...this.#views(step), op: KERNELS.copy };
    if (node.kind === 'ZeroPad2d') {
      const [padTop, padLeft] = (node.attrs as ZeroPad2dAttrs).padding;
      this.steps.push({ ...words, padTop, padLeft });
      return;
    }
    const { outChannels, stride } = node.attrs as ZeroPadShortcutAttrs;
    const mode = Math.floor((outChannels - from.channels) / 2);
    this.steps.push({ ...words, strideHeight: stride, strideWidth: stride, mode });
  }

  #tensor(id: string | undefined): Placed {
    const tensor = this.tensors.get(id ?? '');
    if (tensor === undefined) throw new Error(`no step makes "${id}"`);
    return tensor;
  }

  /** The next step to be pushed works in scratch memory: so many floats for each thread. */
  #needScratch(floats: number): void {
    this.#scratch.push({ step: this.steps.length, floats });
  }

  /** One scratch area serves all steps, since they run one after another. */
  #placeScratch(): void {
    const most = Math.max(0, ...this.#scratch.map(({ floats }) => Math.ceil(floats)));
    const scratch = this.#addresses.reserve(most * 4 * this.#threads);
    for (const { step } of this.#scratch) this.steps[step] = { ...this.steps[step], scratch };
  }
}

/** Has a convolution's filters read and packed, and puts its bias where it is wanted. */
async function fillFilters(
  { buffer, source, packers }: WeightsSink,
  step: FusedStep,
  biasAt: number,
  layer: LayerWords,
): Promise<void> {
  const [outputs = 1] = step.report.output;
  const floats = outputs * layer.inputs * layer.cells;
  const { weight, scale, bias } = await foldWeights(step, source, () => packers.place(floats, outputs));
  new Float32Array(buffer, biasAt, outputs).set(bias);
  packers.packFilters(nameOf(step), { weight, scale }, layer);
}

/** The name of a layer's weight. */
function nameOf({ report: { node } }: FusedStep): string {
  return `${node.module ?? node.id}.weight`;
}
