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
  /** A thread answers in the order in which it is asked. */
  const asked: { resolve(answer: never): void; reject(error: Error): void }[] = [];
  const answer = <Answer>(): Promise<Answer> => new Promise((resolve, reject) => asked.push({ resolve, reject }));
  const ask = <Answer>(message: unknown, transfer: Transferable[] = []): Promise<Answer> => {
    worker.postMessage(message, transfer);
    return answer();
  };
  worker.addEventListener('message', ({ data }) => asked.shift()?.resolve(data as never));
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of asked.splice(0)) reject(new Error(message));
  });
  const thread = {
    pack: (job) => ask<boolean>(job, 'weight' in job ? [job.weight.buffer] : []),
    async serve() {
      await ask('serve');
      setTimeout(() => prepareThreads(start.thread), CALM);
    },
    async left() {
      const late = new Promise((_resolve, reject) => {
        setTimeout(() => reject(new Error('a thread did not leave')), PATIENCE);
      });
      await Promise.race([answer(), late]).finally(() => worker.terminate());
    },
    stop: () => worker.terminate(),
  } satisfies Awaited<ReturnType<StartThread>>;
  return ask(start).then(() => thread);
};

function makeWorker(): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), { type: 'module' });
}
