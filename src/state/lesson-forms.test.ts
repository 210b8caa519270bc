import { expect, it } from 'vitest';
import { PAPER_BLOCK } from '../lessons/block-forms.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { createForms } from './lesson-forms.ts';

/** A worker whose every network puts out the next of these values. */
function fakeClient(values: readonly number[], asked: string[] = []): WorkerClient {
  let value = 0;
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    openWeights: ({ source }: { readonly source: { readonly arrays: ReadonlyMap<string, unknown> } }) => ({
      handle: String(source.arrays.size),
    }),
    loadNetwork: ({ graph }: { readonly graph: { readonly name: string } }) => {
      value = values[asked.length] ?? Number.NaN;
      asked.push(graph.name);
    },
    run: () => ({ milliseconds: 7, logits: Float32Array.of(1, value) }),
  };
  return {
    call: async (name, input) => answers[name]?.(input as never) as never,
    onLost: () => () => false,
    close: () => undefined,
  };
}

const place = { backend: async () => 'wasm' as const, picture: async () => new Blob() };

it('run() takes the form that owns the weights first, and measures the others against it', async () => {
  const asked: string[] = [];
  const forms = createForms(() => fakeClient([2, 2.5, 2], asked), place);
  await forms.getState().run(['branches', 'concat', 'grouped'], PAPER_BLOCK);
  expect(asked).toEqual(['block-grouped', 'block-branches', 'block-concat']);
  const { phase, runs, largest, backend } = forms.getState();
  expect({ phase, largest, backend }).toEqual({ phase: 'ready', largest: 2, backend: 'wasm' });
  expect([...runs].map(([form, { difference }]) => [form, difference])).toEqual([
    ['grouped', 0],
    ['branches', 0.5],
    ['concat', 0],
  ]);
});

it('forget() while forms are run leaves nothing behind', async () => {
  const forms = createForms(() => fakeClient([2, 2]), place);
  const running = forms.getState().run(['twoBranches', 'twoDense'], PAPER_BLOCK);
  forms.getState().forget();
  await running;
  expect(forms.getState()).toMatchObject({ phase: 'idle', setting: null, error: null });
  expect(forms.getState().runs.size).toBe(0);
});

it('a difference that is no number is shown as such', async () => {
  const forms = createForms(() => fakeClient([2, Number.NaN]), place);
  await forms.getState().run(['twoBranches', 'twoDense'], PAPER_BLOCK);
  expect(forms.getState().runs.get('twoBranches')?.difference).toBeNaN();
});

it('an error is told, and nothing hangs', async () => {
  const forms = createForms(() => fakeClient([]), { ...place, picture: () => Promise.reject(new Error('no picture')) });
  await forms.getState().run(['grouped'], PAPER_BLOCK);
  expect(forms.getState()).toMatchObject({
    phase: 'idle',
    error: { rule: 'unexpected', values: { message: 'no picture' } },
  });
});
