/** A worker that computes as one thread of a `WasmNetwork`, until it is ended. */
import type { ThreadStart } from './kernels.ts';

interface Exports {
  readonly serve: (crew: number, thread: number) => void;
  readonly __stack_pointer: WebAssembly.Global;
}

globalThis.addEventListener('message', async ({ data }: MessageEvent<ThreadStart>) => {
  const instance = await WebAssembly.instantiate(data.module, { env: { memory: data.memory } });
  const { serve, __stack_pointer } = instance.exports as unknown as Exports;
  __stack_pointer.value = data.stack;
  (globalThis as unknown as { postMessage(message: string): void }).postMessage('ready');
  serve(data.crew, data.thread);
});
