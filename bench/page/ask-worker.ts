/** What a worker answers next, if its answer is not a message of what went wrong. One question at a time. */
export function askWorker<Answer>(worker: Worker, question: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<Answer | string>) => (typeof data === 'string' ? reject(new Error(data)) : resolve(data)),
      { once: true },
    );
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
    worker.postMessage(question);
  });
}
