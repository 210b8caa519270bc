import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { hashFill, hashInput } from '../hash-fill.ts';
import type { Kernels, StartThread } from './kernels.ts';
import { takeMemory } from './memory-reuse.ts';
import { WasmNetwork } from './WasmNetwork.ts';

/** What thread.ts does, for a thread of Node. */
const SERVE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { module, memory, crew, line, stack, thread } = workerData;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  exports.__stack_pointer.value = stack;
  parentPort.postMessage('packs');
  exports.packAll(line);
  for (let order = 0; order !== -1; ) order = exports.serve(crew, thread, order);
  parentPort.postMessage('left');
`;

/** Threads of Node. */
const startThread: StartThread = async (start) => {
  const worker = new Worker(SERVE, { eval: true, workerData: start });
  const said = (): Promise<unknown> => new Promise((resolve) => worker.once('message', resolve));
  await said();
  return {
    left: async () => {
      expect(await said()).toBe('left');
    },
    stop: () => worker.terminate(),
  };
};

async function kernelsOf(name: string, shared: boolean): Promise<Kernels> {
  const bytes = readFileSync(new URL(`./kernels/${name}.wasm`, import.meta.url));
  return { module: await WebAssembly.compile(bytes), shared };
}

test('a network of three threads computes what one thread does, and leaves its memory when the others have left', async () => {
  const graph = findNetwork('resnet20_cifar')?.build({ size: [32, 32], classes: 10 });
  if (graph === undefined) throw new Error('no network of this name');
  const analysis = analyze(graph);
  const state = hashFill(analysis);
  const input = hashInput(analysis.input);
  const alone = await WasmNetwork.create(analysis, (name) => state.get(name), {
    kernels: await kernelsOf('simd', false),
  });
  const expected = alone.run(input);

  const begun: WebAssembly.Memory[] = [];
  const network = await WasmNetwork.create(analysis, (name) => state.get(name), {
    kernels: await kernelsOf('simd-shared', true),
    threads: 3,
    startThread: (start) => {
      begun.push(start.memory);
      return startThread(start);
    },
  });
  for (let pass = 0; pass < 3; pass++) expect(network.run(input)).toEqual(expected);
  network.dispose();
  const next = await takeMemory(network.bytes, true);
  expect(next).toBe(begun[0]);
});
