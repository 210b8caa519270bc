import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { Packers } from './Packers.ts';
import { type LineExports, PackLine } from './PackLine.ts';
import { LAYOUTS, type LayerWords } from './pack-job.ts';
import { Rooms } from './Rooms.ts';

const BLOCK = 65_536;
/** Places in the memory of these tests: the line of jobs, the rooms, the packed weights. */
const [LINE, ROOMS, WEIGHTS] = [2 * BLOCK, 4 * BLOCK, 64 * BLOCK];

/** What thread.ts does until it serves. */
const PACK = `
  const { parentPort, workerData: { module, memory, line, stack } } = require('node:worker_threads');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.__stack_pointer.value = stack;
  exports.packAll(line);
  parentPort.postMessage('ended');
`;

const noise = (length: number): Float32Array =>
  Float32Array.from({ length }, (_unused, index) => Math.sin(index * 1.7) + index / length);

const scaleOf = (outputs: number): Float64Array => Float64Array.from({ length: outputs }, (_unused, o) => 1 + o / 8);

const workers: Worker[] = [];
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.terminate())));

interface Packing {
  readonly packers: Packers;
  readonly buffer: ArrayBufferLike;
  packed(floats: number): Float32Array;
  /** Starts a thread of Node that packs; resolves when its line has ended. */
  help(): Promise<unknown>;
}

/** Packers in a memory of 16 MiB, in which the thread of the test is alone or not. */
async function open({ isAlone = true, blocks = 32, jobs = 64 } = {}): Promise<Packing> {
  const name = isAlone ? 'simd' : 'simd-shared';
  const module = await WebAssembly.compile(readFileSync(new URL(`./kernels/${name}.wasm`, import.meta.url)));
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 256, shared: !isAlone });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const { buffer } = memory;
  expect(PackLine.bytes(jobs)).toBeLessThan(BLOCK);
  const line = new PackLine(buffer, exports as unknown as LineExports, LINE);
  const rooms = { arrays: new Rooms(ROOMS, blocks * BLOCK), parts: new Rooms(ROOMS + blocks * BLOCK, 20 * BLOCK) };
  return {
    packers: new Packers(buffer, line, rooms, isAlone),
    buffer,
    packed: (floats) => new Float32Array(buffer, WEIGHTS, floats),
    help() {
      const worker = new Worker(PACK, { eval: true, workerData: { module, memory, line: LINE, stack: 4 * BLOCK } });
      workers.push(worker);
      return new Promise((resolve) => worker.once('message', resolve));
    },
  };
}

/** `[outputs, inputs, cells]` as `[outputs/8][cells][inputs][8]`, each filter times its factor. */
function panels(weight: Float32Array, scale: Float64Array, inputs: number, cells: number): Float32Array {
  const to = new Float32Array(weight.length);
  for (let output = 0, from = 0; output < scale.length; output++)
    for (let input = 0; input < inputs; input++)
      for (let cell = 0; cell < cells; cell++, from++) {
        const panel = Math.floor(output / 8);
        to[((panel * cells + cell) * inputs + input) * 8 + (output % 8)] = (weight[from] ?? 0) * (scale[output] ?? 0);
      }
  return to;
}

const panelsOf = (inputs: number, cells: number): LayerWords => ({
  layout: LAYOUTS.panels,
  inputs,
  cells,
  to: WEIGHTS,
});

describe('layouts', () => {
  test.each([
    [1, 24, 5],
    [1, 16, 12],
    [9, 16, 6],
  ])('panels of filters of %i positions, %i outputs, %i inputs', async (cells, outputs, inputs) => {
    const { packers, packed } = await open();
    const [weight, scale] = [noise(outputs * inputs * cells), scaleOf(outputs)];
    packers.packFilters('a', { weight, scale }, panelsOf(inputs, cells));
    expect(await packers.finish()).toEqual([]);
    expect(packed(weight.length)).toEqual(panels(weight, scale, inputs, cells));
  });

  test('groups: each output reads its group, and the rest of its panel stays zero', async () => {
    const { packers, packed, buffer } = await open();
    // Six groups of two outputs and three inputs: the first panel reads 12 channels from 0 on, the last 12 from 6 on.
    const starts = WEIGHTS - 64;
    new Int32Array(buffer, starts, 2).set([0, 6]);
    const [weight, scale] = [noise(12 * 3), scaleOf(12)];
    packers.packFilters(
      'a',
      { weight, scale },
      { layout: LAYOUTS.groups, inputs: 3, cells: 1, to: WEIGHTS, outputs: 2, width: 12, starts },
    );
    await packers.finish();
    const expected = new Float32Array(2 * 12 * 8);
    for (let output = 0; output < 12; output++)
      for (let input = 0; input < 3; input++) {
        const panel = Math.floor(output / 8);
        const channel = Math.floor(output / 2) * 3 + input - (panel === 0 ? 0 : 6);
        expected[(panel * 12 + channel) * 8 + (output % 8)] = (weight[output * 3 + input] ?? 0) * (scale[output] ?? 0);
      }
    expect(packed(expected.length)).toEqual(expected);
  });

  test('Winograd: G g Gᵀ of every filter, eight outputs side by side', async () => {
    const { packers, packed } = await open();
    const [outputs, inputs] = [16, 12];
    const [weight, scale] = [noise(outputs * inputs * 9), scaleOf(outputs)];
    packers.packFilters('a', { weight, scale }, { layout: LAYOUTS.winograd, inputs, cells: 9, to: WEIGHTS, outputs });
    await packers.finish();
    const found = packed(36 * outputs * inputs);
    const g = [
      [1 / 4, 0, 0],
      [-1 / 6, -1 / 6, -1 / 6],
      [-1 / 6, 1 / 6, -1 / 6],
      [1 / 24, 1 / 12, 1 / 6],
      [1 / 24, -1 / 12, 1 / 6],
      [0, 0, 1],
    ];
    for (let at = 0; at < found.length; at++) {
      const point = Math.floor(at / (outputs * inputs));
      const input = Math.floor(at / 8) % inputs;
      const output = (Math.floor(at / (8 * inputs)) % (outputs / 8)) * 8 + (at % 8);
      const [row, column] = [g[Math.floor(point / 6)] ?? [], g[point % 6] ?? []];
      let sum = 0;
      for (let y = 0; y < 3; y++)
        for (let x = 0; x < 3; x++)
          sum += (row[y] ?? 0) * (weight[(output * inputs + input) * 9 + y * 3 + x] ?? 0) * (column[x] ?? 0);
      expect(found[at]).toBeCloseTo(sum * (scale[output] ?? 0), 5);
    }
  });

  test('columns of a linear weight follow the pixels of the map', async () => {
    const { packers, packed } = await open();
    packed(12).set([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60]);
    packers.packRows('a', 2, { inputs: 2, cells: 3, to: WEIGHTS });
    await packers.finish();
    expect([...packed(12)]).toEqual([1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60]);
  });

  test.each(['panels', 'groups', 'winograd', 'linear'] as const)('%s: NaN and infinity are told', async (layout) => {
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      const { packers, packed } = await open();
      const weight = noise(8 * 9).fill(value, 40, 41);
      packed(weight.length).set(weight);
      const layer = { inputs: 1, cells: 9, to: WEIGHTS, outputs: 8, width: 1 };
      if (layout === 'linear') packers.packRows('bad', 8, layer);
      else packers.packFilters('bad', { weight, scale: scaleOf(8) }, { ...layer, layout: LAYOUTS[layout] });
      expect(await packers.finish()).toEqual(['bad']);
    }
  });
});

describe('rooms', () => {
  const [outputs, inputs] = [64, 1024];
  const bytes = outputs * (inputs * 4 + 8);

  test('filters are read into memory that serves again when they are packed', async () => {
    const { packers, packed, buffer } = await open({ blocks: Math.ceil(bytes / BLOCK) });
    const scale = scaleOf(outputs);
    for (let layer = 0; layer < 3; layer++) {
      const weight = await packers.place(outputs * inputs, outputs);
      expect(weight.buffer).toBe(buffer);
      weight.set(noise(weight.length).map((value) => value * (layer + 1)));
      const expected = panels(weight, scale, inputs, 1);
      packers.packFilters(`${layer}`, { weight, scale }, panelsOf(inputs, 1));
      expect(packed(weight.length)).toEqual(expected);
    }
  });

  test('filters get memory of their own where those before them wait for something that is read later', async () => {
    const { packers, packed, buffer } = await open({ blocks: Math.ceil(bytes / BLOCK) });
    const [scale, values] = [scaleOf(outputs), noise(outputs * inputs)];
    const waiting = await packers.place(values.length, outputs);
    const weight = await packers.place(values.length, outputs);
    expect([waiting.buffer === buffer, weight.buffer === buffer]).toEqual([true, false]);
    waiting.set(values);
    weight.set(values.map((value) => -value));
    packers.packFilters('later', { weight, scale }, panelsOf(inputs, 1));
    expect(packed(values.length)).toEqual(panels(weight, scale, inputs, 1));
    packers.packFilters('first', { weight: waiting, scale }, panelsOf(inputs, 1));
    expect(packed(values.length)).toEqual(panels(values, scale, inputs, 1));
    expect(await packers.finish()).toEqual([]);
  });

  test('what is larger than all rooms is packed part by part', async () => {
    const { packers, packed } = await open({ blocks: 4 });
    const [count, scale] = [512 * 1024, scaleOf(512)];
    const weight = await packers.place(count, 512);
    weight.set(noise(count));
    packers.packFilters('a', { weight, scale }, panelsOf(1024, 1));
    await packers.finish();
    expect(packed(count)).toEqual(panels(weight, scale, 1024, 1));
  });
});

test('two threads pack together, and end with the line; memory that they touch stays as it is', async () => {
  const { packers, packed, help, buffer } = await open({ isAlone: false });
  const ended = help();
  const scale = scaleOf(64);
  const weights = Array.from({ length: 12 }, (_unused, layer) => noise(64 * 256).map((value) => value * (layer + 1)));
  const mark = new Float32Array(buffer, 250 * BLOCK, 1024);
  mark.set(noise(1024));
  for (const [layer, values] of weights.entries()) {
    const weight = await packers.place(values.length, 64);
    weight.set(values);
    packers.packFilters(`${layer}`, { weight, scale }, { ...panelsOf(256, 1), to: WEIGHTS + layer * BLOCK });
  }
  expect(await packers.finish()).toEqual([]);
  for (const [layer, weight] of weights.entries())
    expect(packed(12 * 64 * 256).subarray(layer * 64 * 256, (layer + 1) * 64 * 256)).toEqual(
      panels(weight, scale, 256, 1),
    );
  expect(mark).toEqual(noise(1024));
  expect(await ended).toBe('ended');
});
