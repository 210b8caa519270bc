import { memory, tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { colourTable, paint } from '../engine/colour-map.ts';
import { numel, type Shape } from '../engine/shape.ts';
import { hashed } from './hash.ts';
import type { Output } from './Output.ts';
import { outputIsFinite } from './output-is-finite.ts';
import { outputPictures } from './output-pictures.ts';
import { outputNorm } from './output-stats.ts';
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
