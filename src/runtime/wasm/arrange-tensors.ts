import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import type { Sides } from '../../engine/resolve-padding.ts';
import type { FusedPlan, FusedStep } from '../fused/plan.ts';
import type { Addresses } from './Addresses.ts';
import { isWinograd, mapShape, TILE, TILE_INPUTS } from './algorithm.ts';

/** Where a feature map lies: `[H, W, C]` with a border of zeros that its readers take as padding. */
export interface Placed {
  /** Address of the first value inside the border. */
  readonly at: number;
  /** Floats from one pixel and from one row to the next. */
  readonly pixel: number;
  readonly row: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly border: Sides;
}

/** A piece of memory, and the steps during which it is in use. */
interface Storage {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  border: Sides;
  first: number;
  last: number;
  at: number;
}

/** A step's output: a slice of the channels of a storage. */
interface Slot {
  readonly storage: Storage;
  readonly offset: number;
  readonly channels: number;
}

/**
 * A place for the output of every step. What a concatenation reads is written into its slices at once, where it can be; memory is used
 * again as soon as its last reader is done.
 */
export function arrangeTensors(plan: FusedPlan, analysis: Analysis, addresses: Addresses): ReadonlyMap<string, Placed> {
  const slots = new Map<string, Slot>();
  for (const [index, step] of plan.steps.entries()) {
    const [channels, height, width] = mapShape(analysis.byId.get(step.id)?.output ?? []);
    const storage = { channels, height, width, border: [0, 0, 0, 0] as Sides, first: index, last: index, at: 0 };
    slots.set(step.id, { storage, offset: 0, channels });
  }
  for (const step of plan.steps) if (step.report.node.kind === 'Concat') mergeInputs(step, plan, slots);
  const storages = new Set<Storage>();
  for (const [index, step] of plan.steps.entries()) {
    const slot = slots.get(step.id);
    if (slot === undefined) continue;
    storages.add(slot.storage);
    slot.storage.first = Math.min(slot.storage.first, index);
    for (const input of readBy(step)) {
      const read = slots.get(input)?.storage;
      if (read === undefined) continue;
      read.last = Math.max(read.last, index);
      read.border = widest(read.border, borderFor(step.report));
    }
  }
  const output = slots.get(plan.output)?.storage;
  if (output !== undefined) output.last = plan.steps.length;
  place([...storages], addresses);
  return new Map([...slots].map(([id, slot]) => [id, toPlaced(slot)]));
}

function readBy(step: FusedStep): readonly string[] {
  return step.residual === undefined ? step.inputs : [...step.inputs, step.residual];
}

/** Lets the inputs of a concatenation lie in it, but for the network's input and for what lies in another one already. */
function mergeInputs(step: FusedStep, plan: FusedPlan, slots: Map<string, Slot>): void {
  const whole = slots.get(step.id);
  if (whole === undefined) return;
  let offset = 0;
  for (const [index, input] of step.inputs.entries()) {
    const slot = slots.get(input);
    if (slot === undefined) return;
    const alone = slot.storage.channels === slot.channels && step.inputs.indexOf(input) === index;
    const isMap = slot.storage.height * slot.storage.width === whole.storage.height * whole.storage.width;
    const producer = plan.steps.find(({ id }) => id === input)?.report.node.kind;
    if (alone && isMap && producer !== 'Input' && producer !== 'Concat')
      slots.set(input, { storage: whole.storage, offset, channels: slot.channels });
    offset += slot.channels;
  }
}

/** Zeros around the input that a convolution reads beyond it; Winograd's last tiles reach further than the padding. */
function borderFor(report: NodeReport): Sides {
  const { window, node, inputs, output } = report;
  if (node.kind !== 'Conv2d' || window === undefined) return [0, 0, 0, 0];
  const [, height, width] = mapShape(inputs[0] ?? []);
  const [, outHeight, outWidth] = mapShape(output);
  const [top, left] = window.padding;
  const reach = (axis: 0 | 1, places: number): number =>
    isWinograd(report)
      ? Math.ceil(places / TILE) * TILE + TILE_INPUTS - TILE
      : (places - 1) * window.stride[axis] + window.dilation[axis] * (window.kernelSize[axis] - 1) + 1;
  return [top, left, Math.max(0, reach(0, outHeight) - height - top), Math.max(0, reach(1, outWidth) - width - left)];
}

function widest(a: Sides, b: Sides): Sides {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** The largest first, each at the lowest place that is free while it lives. */
function place(storages: readonly Storage[], addresses: Addresses): void {
  const placed: Storage[] = [];
  let bytes = 0;
  for (const storage of [...storages].sort((a, b) => bytesOf(b) - bytesOf(a))) {
    const rivals = placed
      .filter(({ first, last }) => first <= storage.last && storage.first <= last)
      .sort((a, b) => a.at - b.at);
    let at = 0;
    for (const rival of rivals) {
      if (at + bytesOf(storage) <= rival.at) break;
      at = Math.max(at, rival.at + bytesOf(rival));
    }
    storage.at = at;
    bytes = Math.max(bytes, at + bytesOf(storage));
    placed.push(storage);
  }
  const base = addresses.reserve(bytes);
  for (const storage of storages) storage.at += base;
}

function bytesOf({ channels, height, width, border: [top, left, bottom, right] }: Storage): number {
  return Math.ceil((channels * (height + top + bottom) * (width + left + right) * 4) / 64) * 64;
}

function toPlaced({ storage, offset, channels }: Slot): Placed {
  const { height, width, border } = storage;
  const pixel = storage.channels;
  const row = pixel * (width + border[1] + border[3]);
  const at = storage.at + 4 * (border[0] * row + border[1] * pixel + offset);
  return { at, pixel, row, channels, height, width, border };
}
