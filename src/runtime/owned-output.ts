import { sub } from '@tensorflow/tfjs-core';
import type { Output } from './Output.ts';

/** An output that stays until the caller frees its tensor, whatever its executor frees meanwhile. Nothing is copied. */
export function holdOutput({ tensor, shape }: Output): Output {
  return { tensor: tensor.clone(), shape };
}

/** What an output is more than another of its shape, worked out where both lie; the caller frees its tensor. */
export function outputDifference({ tensor, shape }: Output, other: Output): Output {
  return { tensor: sub(tensor, other.tensor), shape };
}
