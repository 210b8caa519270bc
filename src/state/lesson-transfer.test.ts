import { expect, it } from 'vitest';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { FrozenBody } from './feature-reader.ts';
import { createTransfer } from './lesson-transfer.ts';

const body: FrozenBody = {
  id: 'test',
  network: 'resnet20_cifar',
  source: { from: 'url', url: 'weights/test' },
  size: [32, 32],
  classes: 10,
  preprocess: { resize: 32, crop: [32, 32], mean: [0, 0, 0], std: [1, 1, 1] },
  head: { layer: 'fc', features: 'flatten', width: 2 },
};

/** A worker that knows a picture by its size and keeps the names of its calls. */
function fakeClient(asked: string[]): WorkerClient {
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    openWeights: () => ({ handle: '1' }),
    run: ({ image }: { readonly image: Blob }) => ({ logits: Float32Array.from([image.size, 1]) }),
    headTrain: ({ steps }: { readonly steps: number }) => ({
      head: { weight: new Float32Array(4), bias: new Float32Array(2) },
      frames: Array.from({ length: steps }, () => ({ loss: 0.5, accuracy: 1 })),
    }),
    headPredict: () => Float32Array.from([0.75, 0.25]),
  };
  return {
    call: async (name, input) => {
      asked.push(name);
      return answers[name]?.(input as never) as never;
    },
    onLost: () => () => false,
    close: () => asked.push('close'),
  };
}

const picture = (name: string): { readonly blob: Blob; readonly name: string } => ({ blob: new Blob([name]), name });

it('train asks for what is missing, one thing after the other, and asks nothing of the worker', async () => {
  const asked: string[] = [];
  const { getState } = createTransfer(() => fakeClient(asked));
  getState().freeze(body);
  await getState().train();
  expect(getState().shortfall?.kind).toBe('classes');
  getState().addClass('a');
  getState().addClass('a');
  await getState().train();
  expect(getState().shortfall?.kind).toBe('twice');
  getState().rename(getState().classes[1]?.id ?? 0, 'b');
  await getState().train();
  expect(getState().shortfall).toEqual({ kind: 'empty', name: 'a', count: 0 });
  expect(asked).toEqual([]);
});

it('begin reads each picture once, train learns from them, and what is held out is judged', async () => {
  const asked: string[] = [];
  const { getState } = createTransfer(() => fakeClient(asked));
  getState().freeze(body);
  await getState().begin(async () => ({
    classes: [
      { name: 'a', pictures: [picture('1'), picture('22')] },
      { name: 'b', pictures: [picture('333'), picture('4444')] },
    ],
    heldOut: [picture('55555')],
  }));
  await getState().train();
  expect(asked.filter((name) => name === 'run')).toHaveLength(5);
  expect(asked.filter((name) => name === 'loadNetwork')).toHaveLength(1);
  expect(getState().frames).toHaveLength(200);
  expect(getState().heldOut[0]?.probabilities).toEqual([0.75, 0.25]);
  expect(getState().head?.classes).toEqual(['a', 'b']);
  expect(getState().phase).toBe('idle');
  getState().leave();
  expect(asked.at(-1)).toBe('close');
  expect(getState().head).not.toBeNull();
});

it('freeze another network forgets features and head, and keeps the pictures', async () => {
  const { getState } = createTransfer(() => fakeClient([]));
  getState().freeze(body);
  getState().addClass('a');
  await getState().addPictures(getState().classes[0]?.id ?? 0, [picture('1')]);
  expect(getState().classes[0]?.pictures[0]?.features).toEqual(Float32Array.from([1, 1]));
  getState().freeze({ ...body, id: 'other' });
  expect(getState().classes[0]?.pictures[0]?.features).toBeNull();
});

it('begin keeps what is there when the pictures cannot be had', async () => {
  const { getState } = createTransfer(() => fakeClient([]));
  getState().addClass('mine');
  await getState().begin(() => Promise.reject(new Error('offline')));
  expect(getState().classes.map(({ name }) => name)).toEqual(['mine']);
  expect(getState().error).toEqual({ rule: 'unexpected', values: { message: 'offline' } });
});
