import { expect, test } from 'vitest';
import { Compilation } from './Compilation.ts';

/** A device whose driver has compiled a kernel when the test says so. */
function slowDevice(): { readonly device: GPUDevice; readonly asked: string[]; compile(code: string): void } {
  const asked: string[] = [];
  const finish = new Map<string, () => void>();
  const device = {
    createShaderModule: ({ code }: { readonly code: string }) => ({ code }),
    createComputePipelineAsync: ({ compute }: { readonly compute: { readonly module: { readonly code: string } } }) => {
      asked.push(compute.module.code);
      return new Promise((resolve) => {
        finish.set(compute.module.code, () => resolve({ label: compute.module.code }));
      });
    },
  };
  return { device: device as unknown as GPUDevice, asked, compile: (code) => finish.get(code)?.() };
}

test('Compilation asks for every code once and for all of them before one is done', () => {
  const { device, asked } = slowDevice();
  new Compilation(device, ['a', 'b', 'a', 'c']);
  expect(asked).toEqual(['a', 'b', 'c']);
});

test('finished() tells what is compiled already, then each kernel, and gives them by their code', async () => {
  const { device, compile } = slowDevice();
  const compilation = new Compilation(device, ['a', 'b', 'c']);
  compile('b');
  await new Promise((resolve) => setTimeout(resolve, 0));
  const told: number[][] = [];
  const finished = compilation.finished({ onKernel: (...progress) => told.push(progress) });
  compile('c');
  compile('a');
  expect([...(await finished).keys()]).toEqual(['a', 'b', 'c']);
  expect(told).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test('finished() rejects as soon as it is aborted and tells nothing more', async () => {
  const { device, compile } = slowDevice();
  const compilation = new Compilation(device, ['a', 'b']);
  const controller = new AbortController();
  const told: number[] = [];
  const finished = compilation.finished({ signal: controller.signal, onKernel: (done) => told.push(done) });
  controller.abort();
  await expect(finished).rejects.toMatchObject({ name: 'AbortError' });
  compile('a');
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(told).toEqual([0]);
  await expect(compilation.finished({ signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
});
