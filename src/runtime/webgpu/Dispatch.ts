import type { ArraySource } from '../bind-weights.ts';
import type { FusedStep } from '../fused/plan.ts';
import type { Storage } from '../fused/storages.ts';
import type { ConvolutionSpec } from './shaders/convolution.ts';
import type { ConvolutionForm } from './shaders/convolution-forms.ts';

/** How values lie in a buffer. Sums are float32 everywhere. */
export type Scalar = 'f32' | 'f16';

/** Bytes of a value. */
export const BYTES: Readonly<Record<Scalar, number>> = { f32: 4, f16: 2 };

/** Values in memory of the device; those of float16 by their bits (`toHalf`). */
export type Values = Float32Array | Uint16Array;

/** Values of one step that lie on the device from the start. */
export interface Constants {
  readonly count: number;
  readonly scalar: Scalar;
  /** Throws `NotHalfError` where one is too large for its type. */
  fill(to: Values, source: ArraySource): Promise<void>;
}

/** One kernel with what it reads and writes, in the order of its bindings. */
export interface Dispatch {
  /** WGSL with every size of this step in it. */
  readonly code: string;
  readonly bindings: readonly (Storage | Constants)[];
  readonly workgroups: readonly [number, number];
  /** What it is written for, if it is a convolution, and its form: another may be faster. */
  readonly convolution?: ConvolutionSpec;
  readonly form?: ConvolutionForm;
}

/** The kernels of one step of a plan. */
export interface Stage {
  readonly step: FusedStep;
  readonly dispatches: readonly Dispatch[];
}

/** Where a map lies: `[H, W, C]` in vectors of four channels. Channels beyond the last are zeros. */
export interface GpuMap {
  readonly storage: Storage;
  readonly scalar: Scalar;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Vectors of this map in one pixel, of the whole storage in one pixel, and before this map's first. */
  readonly vectors: number;
  readonly pixel: number;
  readonly offset: number;
}

/** Vectors of four that hold so many values. */
export function vectorsOf(channels: number): number {
  return Math.ceil(channels / 4);
}
