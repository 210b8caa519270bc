import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { hasNonFinite } from '../statistics.ts';
import { PANEL } from './algorithm.ts';
import { type Panels, packPanel, packPanels, packRow, packWinograd } from './pack.ts';

/** Bytes of a job that several threads share: small enough that all end at about the same time. */
const PART_BYTES = 2 ** 20;

/** Bytes of the smallest pages that systems deal out. */
const PAGE_BYTES = 4096;

/** What all jobs know: the address of the weights in memory, as bytes. */
interface Target {
  readonly weights: number;
}

/** Filters `[out, in, kh, kw]` that lie where their panels are wanted. */
interface PanelsInPlace extends Target {
  readonly kind: 'panelsInPlace';
  /** Floats of one filter, and positions of its window. */
  readonly row: number;
  readonly cells: number;
  /** One factor for each output. */
  readonly scale: Float64Array;
}

/** A linear weight `[out, C·cells]` that lies where it is wanted. */
interface LinearInPlace extends Target {
  readonly kind: 'linearInPlace';
  readonly row: number;
  readonly cells: number;
  readonly outputs: number;
}

/** Filters that panels with holes, or Winograd's products, are made from. */
interface FromElsewhere extends Target {
  readonly weight: Float32Array;
  readonly scale: Float64Array;
  /** Channels of the input. */
  readonly channels: number;
  /** Floats of what is made. */
  readonly floats: number;
}

interface PanelsWithHoles extends FromElsewhere {
  readonly kind: 'panels';
  readonly attrs: Conv2dAttrs;
  readonly panels: Panels;
}

interface Winograd extends FromElsewhere {
  readonly kind: 'winograd';
}

/** Memory that is written to for the first time soon, from one address up to another. */
interface Touch {
  readonly kind: 'touch';
  readonly from: number;
  readonly to: number;
}

/**
 * Putting one layer's weights into the kernels' layout, or making memory ready for that, as plain data: whichever thread is free does it.
 */
export type PackJob = PanelsInPlace | LinearInPlace | PanelsWithHoles | Winograd | Touch;

/** Does a job in the memory of a network; whether all its weights are finite. */
export function runPackJob(buffer: ArrayBufferLike, job: PackJob): boolean {
  switch (job.kind) {
    case 'panelsInPlace':
      return packPanelsInPlace(buffer, job);
    case 'linearInPlace':
      return packLinearInPlace(buffer, job);
    case 'panels':
      packPanels(job, job.attrs, job.channels, job.panels, new Float32Array(buffer, job.weights, job.floats));
      return !hasNonFinite(job.weight);
    case 'winograd':
      packWinograd(job, job.scale.length, job.channels, new Float32Array(buffer, job.weights, job.floats));
      return !hasNonFinite(job.weight);
    case 'touch':
      touch(buffer, job);
      return true;
  }
}

/** A job as parts that can be done at the same time. */
export function splitJob(job: PackJob): readonly PackJob[] {
  if (!('row' in job)) return [job];
  const outputs = job.kind === 'panelsInPlace' ? job.scale.length : job.outputs;
  const most = Math.max(1, Math.floor(PART_BYTES / (job.row * 4 * PANEL))) * PANEL;
  const parts: PackJob[] = [];
  for (let first = 0; first < outputs; first += most) {
    const weights = job.weights + first * job.row * 4;
    const end = Math.min(outputs, first + most);
    if (job.kind === 'panelsInPlace') parts.push({ ...job, weights, scale: job.scale.slice(first, end) });
    else parts.push({ ...job, weights, outputs: end - first });
  }
  return parts;
}

/** Writes to every page of memory, and changes nothing, also where another thread writes at the same time. */
function touch(buffer: ArrayBufferLike, { from, to }: Touch): void {
  const words = new Int32Array(buffer);
  for (let byte = from; byte < to; byte += PAGE_BYTES) Atomics.or(words, byte / Int32Array.BYTES_PER_ELEMENT, 0);
}

function packPanelsInPlace(buffer: ArrayBufferLike, { weights, row, cells, scale }: PanelsInPlace): boolean {
  const filters = new Float32Array(PANEL * row);
  let areFinite = true;
  for (let first = 0; first < scale.length; first += PANEL) {
    const panel = new Float32Array(buffer, weights + first * row * 4, PANEL * row);
    filters.set(panel);
    areFinite &&= !hasNonFinite(filters);
    packPanel(filters, scale.subarray(first, first + PANEL), cells, panel);
  }
  return areFinite;
}

function packLinearInPlace(buffer: ArrayBufferLike, { weights, row, cells, outputs }: LinearInPlace): boolean {
  const matrix = new Float32Array(buffer, weights, outputs * row);
  if (cells > 1) {
    const before = new Float32Array(row);
    for (let output = 0; output < outputs; output++) {
      const columns = matrix.subarray(output * row, (output + 1) * row);
      before.set(columns);
      packRow(before, cells, columns);
    }
  }
  return !hasNonFinite(matrix);
}
