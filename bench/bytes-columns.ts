import { analyze } from '../src/engine/analyze.ts';
import { findNetwork } from '../src/zoo/index.ts';
import type { Measurement } from './measure.ts';
import { titleOf } from './title-of.ts';
import { passTraffic } from './traffic.ts';

/** Columns of the bytes that one pass moves: ours by its plan, and what each contender asks WebGPU for. */
export function bytesHead(measurements: readonly Measurement[]): readonly string[] {
  return [
    'weights, MiB',
    'maps, MiB',
    ...watched(measurements).map((one) => `${titleOf(one.contender)} up, down, KiB; bound, MiB`),
  ];
}

/** The cells under `bytesHead` of a network at a size in pixels. */
export function bytesCells(network: string, size: number, measurements: readonly Measurement[]): readonly string[] {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`no network is called "${network}"`);
  const analysis = analyze(entry.build({ size: [size, size], classes: entry.defaults.classes }));
  const device = watched(measurements);
  const { weights, read, written } = passTraffic(analysis, device.length > 0 ? 'webgpu' : 'wasm');
  return [
    mebibytes(weights),
    mebibytes(read + written),
    ...device.map(({ traffic: { uploaded, readBack, bound } }) =>
      [kibibytes(uploaded), kibibytes(readBack), mebibytes(bound)].join(', '),
    ),
  ];
}

/** What the columns mean. */
export function bytesNotes(measurements: readonly Measurement[]): readonly string[] {
  const ours = 'Weights and maps are what our fused pass reads and writes by its plan, each array of a step once.';
  if (watched(measurements).length === 0) return [ours];
  const hasHalf = measurements.some(({ contender }) => contender.engine === 'webgpu-half');
  return [
    hasHalf ? `${ours} In half precision they are about half of it.` : ours,
    'Up and down is what one pass moves between the program and the device, bound the size of all buffers that its kernels are given:',
    'both are counted at the door of WebGPU, for either in the same way.',
  ];
}

function watched(
  measurements: readonly Measurement[],
): readonly (Measurement & { readonly traffic: NonNullable<Measurement['traffic']> })[] {
  return measurements.flatMap(({ traffic, ...others }) => (traffic === undefined ? [] : [{ ...others, traffic }]));
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}

function kibibytes(bytes: number): string {
  return (bytes / 2 ** 10).toFixed(1);
}
