import type { CallName, Calls, Request, Response, WireError } from './protocol.ts';
import { type CallOptions, type WorkerClient, WorkerError } from './WorkerClient.ts';

/** Milliseconds that a worker has to obey an abort before it is replaced. */
const PATIENCE = 1500;

/** The part of `Worker` that the client uses, so that tests can stand in for it. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

interface Pending {
  readonly options: CallOptions;
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

/** Starts the worker at the first call. */
export function createWorkerClient(start: () => WorkerLike = startWorker): WorkerClient {
  const pending = new Map<number, Pending>();
  const listeners = new Set<(error: WireError) => void>();
  let worker: WorkerLike | undefined;
  /** Whether the worker has spoken yet: until then its script is loading, and it can obey nothing. */
  let hasSpoken = false;
  let ids = 0;

  function ensureWorker(): WorkerLike {
    if (worker !== undefined) return worker;
    const fresh = start();
    fresh.addEventListener('message', (event) => receive((event as MessageEvent<Response>).data));
    fresh.addEventListener('error', (event) =>
      replace({
        rule: 'unexpected',
        values: { message: (event as ErrorEvent).message },
        message: (event as ErrorEvent).message,
      }),
    );
    worker = fresh;
    hasSpoken = false;
    return fresh;
  }

  function receive(response: Response): void {
    hasSpoken = true;
    if (response.kind === 'lost') {
      for (const listener of listeners) listener(response.error);
      return;
    }
    const call = pending.get(response.id);
    if (call === undefined) return;
    if (response.kind === 'progress') {
      call.options.onProgress?.(response.progress);
      return;
    }
    pending.delete(response.id);
    // A call that came to its end before the abort reached it was stopped all the same: other work may have begun.
    if (response.kind === 'aborted' || call.options.signal?.aborted === true) call.reject(aborted());
    else if (response.kind === 'result') call.resolve(response.output);
    else call.reject(new WorkerError(response.error));
  }

  /** Replaces the worker if a call that was aborted does not end in time. */
  function expectEnd(id: number): void {
    setTimeout(() => {
      if (!pending.has(id)) return;
      if (hasSpoken) replace({ rule: 'stopped', values: {}, message: 'the work was stopped' });
      else expectEnd(id);
    }, PATIENCE);
  }

  /** Ends a worker that failed or does not listen; all its calls end, and the next call starts another. */
  function replace(error: WireError): void {
    worker?.terminate();
    worker = undefined;
    const calls = [...pending.values()];
    pending.clear();
    for (const { options, reject } of calls)
      reject(options.signal?.aborted === true ? aborted() : new WorkerError(error));
    for (const listener of listeners) listener(error);
  }

  return {
    call<Name extends CallName>(
      name: Name,
      input: Calls[Name]['in'],
      options: CallOptions = {},
    ): Promise<Calls[Name]['out']> {
      return new Promise((resolve, reject) => {
        if (options.signal?.aborted === true) {
          reject(aborted());
          return;
        }
        const id = ++ids;
        pending.set(id, { options, resolve: resolve as (output: unknown) => void, reject });
        ensureWorker().postMessage({ kind: 'call', id, name, input } as Request);
        options.signal?.addEventListener('abort', () => {
          if (!pending.has(id)) return;
          worker?.postMessage({ kind: 'abort', id } satisfies Request);
          expectEnd(id);
        });
      });
    },
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      worker?.terminate();
      worker = undefined;
      for (const { reject } of pending.values()) reject(aborted());
      pending.clear();
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'shapewalk' });
}

function aborted(): DOMException {
  return new DOMException('The call was stopped.', 'AbortError');
}
