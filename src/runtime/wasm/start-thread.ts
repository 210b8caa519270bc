import type { StartThread } from './kernels.ts';

/** Starts a thread as a worker of its own. The page must be cross-origin isolated, or the memory cannot be shared. */
export const startThread: StartThread = (start) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', () => resolve(() => worker.terminate()), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    worker.postMessage(start);
  });
