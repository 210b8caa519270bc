import type { StartThread } from './kernels.ts';

/** Milliseconds after a network has got its threads until the next ones are begun: its first passes are over by then. */
const CALM = 1000;

/** Milliseconds that a thread has for leaving. It needs less than one, unless the kernels failed in the middle of a step. */
const PATIENCE = 1000;

/** Workers that have been started and belong to no network yet. */
const spare: Worker[] = [];

/** Begins to start so many threads, so that they are there when a network is opened. */
export function prepareThreads(count: number): void {
  while (spare.length < count) spare.push(makeWorker());
}

/** Starts a thread as a worker of its own. The page must be cross-origin isolated, or the memory cannot be shared. */
export const startThread: StartThread = (start) => {
  const worker = spare.pop() ?? makeWorker();
  // A timer that knew `start` would keep the network's memory until it rings.
  const { thread } = start;
  const said = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => {
        if (data === word) resolve();
      });
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    });
  const packs = said('packs');
  said('serves').then(
    () => setTimeout(() => prepareThreads(thread), CALM),
    () => {},
  );
  const left = said('left');
  left.catch(() => {});
  worker.postMessage(start);
  return packs.then(() => ({
    async left() {
      const late = new Promise((_resolve, reject) => {
        setTimeout(() => reject(new Error('a thread did not leave')), PATIENCE);
      });
      await Promise.race([left, late]).finally(() => worker.terminate());
    },
    stop: () => worker.terminate(),
  }));
};

function makeWorker(): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
}
