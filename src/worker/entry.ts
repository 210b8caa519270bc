/** The worker's end of the conversation: calls run one after another; an abort reaches the one that runs, and ends one that waits at once. */
import type { CallName, Calls, Request, Response } from './protocol.ts';
import { Session } from './Session.ts';
import { throttled } from './throttled.ts';
import { toWireError } from './wire-error.ts';

const session = new Session((error) => post({ kind: 'lost', error: toWireError(error) }));
const aborts = new Map<number, AbortController>();
let queue: Promise<void> = Promise.resolve();
let running: number | undefined;

globalThis.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'abort') {
    aborts.get(data.id)?.abort();
    if (data.id !== running) forget(data.id);
    return;
  }
  aborts.set(data.id, new AbortController());
  queue = queue.then(() => answer(data.id, data.name, data.input));
});

/** Answers a call that was aborted before its turn. */
function forget(id: number): void {
  if (aborts.delete(id)) post({ kind: 'aborted', id });
}

async function answer<Name extends CallName>(id: number, name: Name, input: Calls[Name]['in']): Promise<void> {
  const controller = aborts.get(id);
  if (controller === undefined) return;
  running = id;
  try {
    const onProgress = throttled((progress) => post({ kind: 'progress', id, progress }));
    const output = await session.handlers[name](input, { signal: controller.signal, onProgress });
    post({ kind: 'result', id, output }, buffersOf(output));
  } catch (error) {
    if (controller.signal.aborted) post({ kind: 'aborted', id });
    else post({ kind: 'error', id, error: toWireError(await session.causeOf(error)) });
  } finally {
    running = undefined;
    aborts.delete(id);
  }
}

/** Arrays of a result move to the page instead of being copied; those of shared memory cannot, nor those that the worker keeps. */
function buffersOf(output: unknown): ArrayBuffer[] {
  const data = typeof output === 'object' && output !== null && 'data' in output ? output.data : output;
  return ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
}

function post(response: Response, transfer: Transferable[] = []): void {
  (globalThis as unknown as { postMessage(message: Response, transfer: Transferable[]): void }).postMessage(
    response,
    transfer,
  );
}
