import { expect, it, vi } from 'vitest';
import { DEPTH_SETTINGS } from '../lessons/record.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { createLab, type LabFrame } from './lesson-lab.ts';

/** A worker that counts steps and keeps what it was asked. */
function fakeClient(asked: string[]): WorkerClient {
  let step = 0;
  const frame = (): LabFrame => ({
    step: step++,
    loss: 1,
    accuracy: 0.5,
    gradientNorms: [],
    signalNorms: [],
    activationNorms: [],
    updateRatios: [],
  });
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    useBackend: () => null,
    labStart: ({ spec }: { readonly spec: { readonly shortcut: string } }) => {
      asked.push(spec.shortcut);
      step = 0;
      return frame();
    },
    labStep: ({ count }: { readonly count: number }) => Array.from({ length: count }, frame),
  };
  return {
    call: async (name, input) => answers[name]?.(input as never) as never,
    onLost: () => () => false,
    close: () => undefined,
  };
}

it('start builds the network with the shortcut and its twin without', async () => {
  const asked: string[] = [];
  const lab = createLab(() => fakeClient(asked));
  await lab.getState().start(DEPTH_SETTINGS);
  expect(asked.toSorted()).toEqual(['identity', 'none']);
  expect(lab.getState().phase).toBe('ready');
});

it('stepOnce, play and pause keep both networks at the same step', async () => {
  const lab = createLab(() => fakeClient([]));
  await lab.getState().start(DEPTH_SETTINGS);
  await lab.getState().stepOnce();
  expect(lab.getState().plain).toHaveLength(1);
  const playing = lab.getState().play();
  await vi.waitFor(() => expect(lab.getState().plain.length).toBeGreaterThan(5));
  lab.getState().pause();
  await playing;
  const { plain, residual, phase } = lab.getState();
  expect(residual).toHaveLength(plain.length);
  expect(phase).toBe('ready');
});

it('start while training drops the former run', async () => {
  const lab = createLab(() => fakeClient([]));
  await lab.getState().start(DEPTH_SETTINGS);
  const playing = lab.getState().play();
  await lab.getState().start({ ...DEPTH_SETTINGS, seed: 2 });
  await playing;
  expect(lab.getState().plain).toEqual([]);
  expect(lab.getState().phase).toBe('ready');
});

it('an error of the worker is told, and nothing hangs', async () => {
  const lab = createLab(() => ({
    call: async () => {
      throw new Error('no memory');
    },
    onLost: () => () => false,
    close: () => undefined,
  }));
  await lab.getState().start(DEPTH_SETTINGS);
  expect(lab.getState().error).toEqual({ rule: 'unexpected', values: { message: 'no memory' } });
  expect(lab.getState().phase).toBe('idle');
});
