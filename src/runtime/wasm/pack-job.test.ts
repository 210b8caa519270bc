import { describe, expect, test } from 'vitest';
import { conv2d } from '../../engine/layers/attr-defaults.ts';
import { packPanels, panelsOf } from './pack.ts';
import { type PackJob, runPackJob, splitJob } from './pack-job.ts';

const noise = (length: number): Float32Array =>
  Float32Array.from({ length }, (_unused, index) => Math.sin(index * 1.7) + index / length);

const scaleOf = (outputs: number): Float64Array => Float64Array.from({ length: outputs }, (_unused, o) => 1 + o / 8);

/** Memory in which a raw weight lies where it is wanted. */
function memoryOf(weight: Float32Array, floats = weight.length): ArrayBuffer {
  const buffer = new ArrayBuffer(16 + floats * 4);
  new Float32Array(buffer, 16, weight.length).set(weight);
  return buffer;
}

function packed(buffer: ArrayBuffer): number[] {
  return [...new Float32Array(buffer, 16)];
}

describe('runPackJob()', () => {
  test.each([
    [1, 24, 5],
    [9, 16, 6],
  ])('filters of %i positions are packed where they lie as they would be elsewhere', (cells, outputs, inputs) => {
    const attrs = conv2d(outputs, Math.sqrt(cells));
    const weight = noise(outputs * inputs * cells);
    const scale = scaleOf(outputs);
    const expected = new Float32Array(weight.length);
    packPanels({ weight, scale }, attrs, inputs, panelsOf(attrs, inputs), expected);
    const buffer = memoryOf(weight);
    expect(runPackJob(buffer, { kind: 'panelsInPlace', weights: 16, row: inputs * cells, cells, scale })).toBe(true);
    expect(packed(buffer)).toEqual([...expected]);
  });

  test('columns of a linear weight follow the pixels of the map', () => {
    const buffer = memoryOf(Float32Array.of(1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60));
    runPackJob(buffer, { kind: 'linearInPlace', weights: 16, row: 6, cells: 3, outputs: 2 });
    expect(packed(buffer)).toEqual([1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60]);
  });

  test('Winograd: G g Gᵀ of every filter, eight outputs side by side', () => {
    const [outputs, channels] = [16, 12];
    const weight = noise(outputs * channels * 9);
    const scale = scaleOf(outputs);
    const buffer = memoryOf(new Float32Array(), 36 * outputs * channels);
    runPackJob(buffer, { kind: 'winograd', weights: 16, weight, scale, channels, floats: 36 * outputs * channels });
    const found = packed(buffer);
    const g = [
      [1 / 4, 0, 0],
      [-1 / 6, -1 / 6, -1 / 6],
      [-1 / 6, 1 / 6, -1 / 6],
      [1 / 24, 1 / 12, 1 / 6],
      [1 / 24, -1 / 12, 1 / 6],
      [0, 0, 1],
    ];
    for (const [output, channel, row, column] of [
      [0, 0, 0, 0],
      [3, 11, 2, 4],
      [9, 8, 5, 5],
      [15, 7, 1, 3],
    ] as const) {
      let sum = 0;
      for (let y = 0; y < 3; y++)
        for (let x = 0; x < 3; x++)
          sum +=
            (g[row]?.[y] ?? 0) * (weight[(output * channels + channel) * 9 + y * 3 + x] ?? 0) * (g[column]?.[x] ?? 0);
      const panel = Math.floor(output / 8);
      const at = (row * 6 + column) * outputs * channels + (panel * channels + channel) * 8 + (output % 8);
      expect(found[at]).toBeCloseTo(sum * (scale[output] ?? 0), 5);
    }
  });

  test.each(['panelsInPlace', 'linearInPlace', 'winograd', 'panels'] as const)('%s: tells of NaN', (kind) => {
    const weight = noise(8 * 9).fill(Number.NaN, 40, 41);
    const attrs = conv2d(8, 3);
    const scale = scaleOf(8);
    const from = { weights: 16, weight, scale, channels: 1, floats: 36 * 8 };
    const job: PackJob = {
      panelsInPlace: { kind: 'panelsInPlace', weights: 16, row: 9, cells: 9, scale } as const,
      linearInPlace: { kind: 'linearInPlace', weights: 16, row: 9, cells: 9, outputs: 8 } as const,
      winograd: { ...from, kind: 'winograd' } as const,
      panels: { ...from, kind: 'panels', attrs, panels: panelsOf(attrs, 1) } as const,
    }[kind];
    expect(runPackJob(memoryOf(weight, 36 * 8), job)).toBe(false);
  });
});

test('memory that is touched stays as it is', () => {
  const values = noise(5000);
  const { buffer } = Float32Array.from(values);
  expect(runPackJob(buffer, { kind: 'touch', from: 0, to: buffer.byteLength })).toBe(true);
  expect(new Float32Array(buffer)).toEqual(values);
});

test('splitJob(): the parts together do what the whole does', () => {
  const [row, outputs] = [4096, 200];
  const weight = noise(row * outputs);
  const whole = memoryOf(weight);
  const inParts = memoryOf(weight);
  const job: PackJob = { kind: 'panelsInPlace', weights: 16, row, cells: 1, scale: scaleOf(outputs) };
  runPackJob(whole, job);
  const parts = splitJob(job);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts.toReversed()) runPackJob(inParts, part);
  expect(Buffer.compare(Buffer.from(inParts), Buffer.from(whole))).toBe(0);
});
