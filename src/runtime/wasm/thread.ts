/** A worker that is one thread of a `WasmNetwork`: it packs weights, then it computes until it is dismissed or ended. */
import { CREW_ORDER, LEFT, type ThreadStart } from './kernels.ts';

interface Exports {
  /** Packs until the line ends. */
  readonly packAll: (line: number) => void;
  /** Runs programs as long as they come; gives how many orders have been followed, or `LEFT`. */
  readonly serve: (crew: number, thread: number, order: number) => number;
  readonly __stack_pointer: WebAssembly.Global;
}

/** Milliseconds between two looks in a browser that cannot wait without blocking. */
const NAP = 10;

const { postMessage } = globalThis as unknown as { postMessage(message: unknown): void };

globalThis.addEventListener('message', begin, { once: true });

async function begin({ data }: MessageEvent<ThreadStart>): Promise<void> {
  const { module, memory, stack, line } = data;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const exports = instance.exports as unknown as Exports;
  exports.__stack_pointer.value = stack;
  postMessage('packs');
  exports.packAll(line);
  postMessage('serves');
  await serve(exports, data);
  postMessage('left');
}

async function serve({ serve }: Exports, { memory, crew, thread }: ThreadStart): Promise<void> {
  const words = new Int32Array(memory.buffer);
  // Between two runs the thread does not block its worker: a browser that measures memory asks every worker, and waits for a minute.
  for (let order = serve(crew, thread, 0); order !== LEFT; order = serve(crew, thread, order))
    await change(words, crew / 4 + CREW_ORDER, order);
}

async function change(words: Int32Array, index: number, value: number): Promise<void> {
  if ('waitAsync' in Atomics) await Atomics.waitAsync(words, index, value).value;
  else await new Promise((resolve) => setTimeout(resolve, NAP));
}
