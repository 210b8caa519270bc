import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWorkerClient, type WorkerLike } from './client.ts';
import type { Request, Response } from './protocol.ts';

/** A worker that answers nothing by itself. */
class SilentWorker implements WorkerLike {
  readonly heard: Request[] = [];
  terminated = false;
  #onMessage: (event: MessageEvent<Response>) => void = () => undefined;

  postMessage(message: Request): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  addEventListener(type: string, listener: unknown): void {
    if (type === 'message') this.#onMessage = listener as (event: MessageEvent<Response>) => void;
  }
  say(response: Response): void {
    this.#onMessage(new MessageEvent('message', { data: response }));
  }
}

const LONG = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('a worker that has spoken and does not end an aborted call is replaced, and the calls behind it end as stopped', async () => {
  const workers: SilentWorker[] = [];
  const client = createWorkerClient(() => {
    const worker = new SilentWorker();
    workers.push(worker);
    return worker;
  });
  const lost: string[] = [];
  client.onLost(({ rule }) => lost.push(rule));
  const first = client.call('probe', {});
  workers[0]?.say({ kind: 'result', id: 1, output: [] } as Response);
  await first;
  const stop = new AbortController();
  const aborted = expect(client.call('listStored', {}, { signal: stop.signal })).rejects.toThrow('stopped');
  const behind = expect(client.call('listStored', {})).rejects.toMatchObject({ rule: 'stopped' });
  stop.abort();
  await vi.advanceTimersByTimeAsync(LONG);
  await aborted;
  await behind;
  expect(workers[0]?.terminated).toBe(true);
  expect(lost).toEqual(['stopped']);
  void client.call('probe', {});
  expect(workers).toHaveLength(2);
});

it('a worker whose script is still loading is given time, however long that takes', async () => {
  const worker = new SilentWorker();
  const client = createWorkerClient(() => worker);
  const stop = new AbortController();
  const call = client.call('probe', {}, { signal: stop.signal });
  stop.abort();
  await vi.advanceTimersByTimeAsync(LONG);
  expect(worker.terminated).toBe(false);
  const ended = expect(call).rejects.toMatchObject({ name: 'AbortError' });
  worker.say({ kind: 'aborted', id: 1 });
  await ended;
  await vi.advanceTimersByTimeAsync(LONG);
  expect(worker.terminated).toBe(false);
});

it('a call that was aborted never succeeds, even if its result was on the way', async () => {
  const worker = new SilentWorker();
  const client = createWorkerClient(() => worker);
  const stop = new AbortController();
  const call = expect(client.call('probe', {}, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  stop.abort();
  worker.say({ kind: 'result', id: 1, output: [] });
  await call;
});
