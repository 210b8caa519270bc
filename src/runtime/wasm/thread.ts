/** A worker that computes as one thread of a `WasmNetwork`, until it is ended. */
import { CREW_ORDER, type ThreadStart } from './kernels.ts';

interface Exports {
  /** Runs programs as long as they come; gives how many orders have been followed. */
  readonly serve: (crew: number, thread: number, order: number) => number;
  readonly __stack_pointer: WebAssembly.Global;
}

/** Milliseconds between two looks in a browser that cannot wait without blocking. */
const NAP = 10;

globalThis.addEventListener('message', async ({ data }: MessageEvent<ThreadStart>) => {
  const { module, memory, crew, stack, thread } = data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const { serve, __stack_pointer } = instance.exports as unknown as Exports;
  __stack_pointer.value = stack;
  (globalThis as unknown as { postMessage(message: string): void }).postMessage('ready');
  const words = new Int32Array(memory.buffer);
  // Between two runs the thread does not block its worker: a browser that measures memory asks every worker, and waits for a minute.
  for (let order = 0; ; ) {
    order = serve(crew, thread, order);
    await change(words, crew / 4 + CREW_ORDER, order);
  }
});

async function change(words: Int32Array, index: number, value: number): Promise<void> {
  if ('waitAsync' in Atomics) await Atomics.waitAsync(words, index, value).value;
  else await new Promise((resolve) => setTimeout(resolve, NAP));
}
