import { memory, tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { colourTable, paint } from '../engine/colour-map.ts';
import { numel, type Shape } from '../engine/shape.ts';
import { hashed } from './hash.ts';
import type { Output } from './Output.ts';
import { outputIsFinite } from './output-is-finite.ts';
import { outputPictures } from './output-pictures.ts';
import { outputRows } from './output-rows.ts';
import { outputNorm } from './output-stats.ts';
import { holdOutput, outputDifference } from './owned-output.ts';
import { readChannel } from './read-channel.ts';
import { startBackend } from './start-backend.ts';
import { toChannelsLast } from './to-torch-order.ts';

const colours = colourTable([20, 60, 200], [250, 250, 245], [200, 40, 30]);
const made: Output[] = [];
let before = 0;

beforeAll(() => startBackend('cpu', { allowSoftware: false }));
beforeEach(() => {
  before = memory().numTensors;
});
afterEach(() => {
  for (const { tensor: own } of made.splice(0)) own.dispose();
  expect(memory().numTensors).toBe(before);
});

/** What of each channel's values is taken, so that they differ in strength: 0, 3, 1, 4, 2 is the order. */
const SHARES = [1, 0.3, 0.01, 0.6, 0.1];

/** An output of these values, given in PyTorch's order. */
function outputOf(values: Float32Array, shape: Shape): Output {
  const [channels = 1, rows = 1, columns = 1] = shape;
  const output =
    shape.length === 3
      ? { tensor: tensor(toChannelsLast(values, shape), [1, rows, columns, channels]), shape }
      : { tensor: tensor(values, [1, channels]), shape };
  made.push(output);
  return output;
}

function random(shape: Shape): Float32Array {
  return hashed(`values ${shape.join()}`, numel(shape), (s) => 3 * s - 1);
}

test('outputPictures() paints the channels that are asked for, in their order, each on its own scale', async () => {
  const shape = [5, 4, 6];
  const values = random(shape);
  const wanted = { channels: [3, 0], limits: [0.5, 2], colours, most: [64, 64] as const };
  const { height, width, data } = await outputPictures(outputOf(values, shape), wanted);
  expect([height, width]).toEqual([4, 6]);
  const expected = new Uint32Array(48);
  for (const [place, channel] of wanted.channels.entries()) {
    const map = { data: values, first: channel * 24, stride: 1, rows: 4, columns: 6 };
    paint(map, { height, width }, wanted.limits[place] ?? 0, colours, expected.subarray(place * 24));
  }
  expect(data).toEqual(new Uint8ClampedArray(expected.buffer));
});

test('outputPictures() makes no more pixels than are shown, and of a vector one strip', async () => {
  const map = await outputPictures(outputOf(random([2, 9, 8]), [2, 9, 8]), {
    channels: [1],
    limits: [1],
    colours,
    most: [3, 64],
  });
  expect([map.height, map.width, map.data.length]).toEqual([3, 8, 3 * 8 * 4]);
  const vector = await outputPictures(outputOf(random([40]), [40]), {
    channels: [0],
    limits: [1],
    colours,
    most: [64, 10],
  });
  expect([vector.height, vector.width, vector.data.length]).toEqual([1, 10, 40]);
});

test('outputRows() shows the strongest channels of the first output, of each output, on one scale, with norms', async () => {
  const shape = [5, 4, 6];
  const first = random(shape);
  const scaled = first.map((value, index) => value * (SHARES[Math.floor(index / 24)] ?? 0));
  const second = first.map((value) => value / 2);
  const outputs = [outputOf(scaled, shape), outputOf(second, shape)];
  const { limit, channels, norms, height, width, data } = await outputRows(outputs, {
    from: 1,
    count: 2,
    colours,
    most: [64, 64],
  });
  expect(channels).toEqual([3, 1]);
  expect(limit).toBe(Math.max(...scaled.map(Math.abs), ...second.map(Math.abs)));
  expect([height, width]).toEqual([4, 6]);
  const expected = await Promise.all(
    outputs.map((output) =>
      outputPictures(output, { channels, limits: [limit, limit], colours, most: [64, 64] as const }),
    ),
  );
  expect([...data]).toEqual(expected.flatMap((each) => [...each.data]));
  expect(norms[1]).toBeCloseTo(Math.hypot(...second), 4);
});

test('outputRows() leaves out of the scale what is not finite', async () => {
  const values = Float32Array.of(1, -2, Number.NaN, Number.POSITIVE_INFINITY);
  const rows = await outputRows([outputOf(values, [1, 2, 2])], { from: 0, count: 4, colours, most: [2, 2] });
  expect([rows.limit, rows.channels]).toEqual([2, [0]]);
});

test('holdOutput() outlives the tensor that it was given, and outputDifference() takes one output from another', async () => {
  const shape = [3, 4, 5];
  const values = random(shape);
  const own = outputOf(values, shape);
  const held = holdOutput(own);
  own.tensor.dispose();
  const tripled = outputOf(
    values.map((value) => 3 * value),
    shape,
  );
  const difference = outputDifference(tripled, held);
  made.push(held, difference);
  expect(await readChannel(difference, 2)).toEqual(values.slice(40).map((value) => Math.fround(3 * value) - value));
});

test('readChannel() gives one channel alone, in memory of its own', async () => {
  const values = random([3, 2, 5]);
  expect(await readChannel(outputOf(values, [3, 2, 5]), 2)).toEqual(values.slice(20));
  const only = outputOf(values.slice(0, 10), [1, 2, 5]);
  (await readChannel(only, 0)).fill(7);
  expect(await readChannel(only, 0)).toEqual(values.slice(0, 10));
});

test('outputNorm() is the root of the squares of all values, of maps and of vectors', async () => {
  for (const shape of [[3, 4, 5], [60]]) {
    const values = random(shape);
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    expect(await outputNorm(outputOf(values, shape))).toBeCloseTo(norm, 10);
  }
});

test('outputIsFinite() finds one NaN or infinity among many values', async () => {
  const shape = [3, 4, 5];
  expect(await outputIsFinite(outputOf(random(shape), shape))).toBe(true);
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    expect(await outputIsFinite(outputOf(random(shape).fill(odd, 59), shape))).toBe(false);
});
