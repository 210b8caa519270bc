import { expect, test } from 'vitest';
import type { Graph } from '../engine/graph.ts';
import type { BackendStatus, Calls, MeasureResult } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { createMeasure } from './measure.ts';

const graph = { name: 'none' } as Graph;
const FLOAT32: MeasureResult = { runs: [2], times: [] };
const HALF: MeasureResult = {
  runs: [1],
  times: [],
  halfError: { difference: 0.01, share: 0.001, sameFirst: true, sameFive: true },
};

/** A worker on a machine whose WebGPU has half precision or not; keeps what it was asked to measure. */
function fakeClient(half: boolean, asked: (string | undefined)[] = []): WorkerClient {
  const webgpu: BackendStatus = { id: 'webgpu', available: true, detail: 'a GPU', software: false, half };
  const wasm: BackendStatus = { id: 'wasm', available: true, detail: 'SIMD', software: false };
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    probe: () => [webgpu, wasm, { ...wasm, id: 'webgl', available: false }],
    useBackend: ({ id }: Calls['useBackend']['in']) => {
      asked.push(id);
      return id === 'webgpu' ? webgpu : wasm;
    },
    measure: (input: Calls['measure']['in']) => {
      asked.push(input.half === true ? 'half' : 'full');
      return input.half === true ? HALF : FLOAT32;
    },
  };
  return {
    call: async (name, input) => answers[name]?.(input as never) as never,
    onLost: () => () => false,
    close: () => {},
  };
}

test('half precision is a contender beside its backend where the adapter has it, with its error beside its times', async () => {
  const asked: string[] = [];
  const { getState } = createMeasure(() => fakeClient(true, asked));
  await getState().probe();
  expect(getState().contenders.map(({ id, isAble }) => [id, isAble])).toEqual([
    ['webgpu', true],
    ['webgpu-half', true],
    ['wasm', true],
  ]);
  await getState().start(graph, ['webgpu-half', 'webgpu']);
  expect(asked).toEqual(['webgpu', 'full', 'webgpu', 'half']);
  expect(getState().measured.map(({ contender, result }) => [contender.id, result])).toEqual([
    ['webgpu', FLOAT32],
    ['webgpu-half', HALF],
  ]);
  expect(getState().current).toBeNull();
});

test('without half precision it is told of and never measured', async () => {
  const asked: string[] = [];
  const { getState } = createMeasure(() => fakeClient(false, asked));
  await getState().probe();
  expect(getState().contenders.find(({ id }) => id === 'webgpu-half')).toMatchObject({ isAble: false });
  await getState().start(graph, ['webgpu-half', 'wasm']);
  expect(asked).toEqual(['wasm', 'full']);
});
