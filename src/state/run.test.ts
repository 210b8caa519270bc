import { expect, it } from 'vitest';
import type { WireError } from '../worker/protocol.ts';
import { type WorkerClient, WorkerError } from '../worker/WorkerClient.ts';
import { createApp } from './store.ts';

const STOPPED: WireError = { rule: 'stopped', values: {}, message: 'the work was stopped' };
const REFUSED: WireError = { rule: 'notHttps', values: { url: 'http://a.example/b' }, message: 'not https' };

/** A client whose downloads end with the errors of `script`, one after another; `lose` reports a loss. */
function scripted(script: readonly WireError[]): {
  readonly client: WorkerClient;
  readonly asked: string[];
  lose(error: WireError): void;
} {
  const asked: string[] = [];
  const listeners: ((error: WireError) => void)[] = [];
  const client: WorkerClient = {
    async call(name) {
      asked.push(name);
      throw new WorkerError(script[asked.length - 1] ?? STOPPED);
    },
    onLost(listener) {
      listeners.push(listener);
      return () => false;
    },
    close: () => undefined,
  };
  const lose = (error: WireError): void => {
    for (const listener of listeners) listener(error);
  };
  return { client, asked, lose };
}

it('work whose worker was replaced for the sake of other work begins again', async () => {
  const { client, asked } = scripted([STOPPED, REFUSED]);
  const app = createApp(() => client);
  await app.getState().useAddress('http://a.example/b');
  expect(asked).toEqual(['download', 'download']);
  expect(app.getState()).toMatchObject({ run: 'error', runError: { rule: 'notHttps' } });
});

it('it begins again once only', async () => {
  const { client, asked } = scripted([STOPPED, STOPPED, REFUSED]);
  const app = createApp(() => client);
  await app.getState().useAddress('http://a.example/b');
  expect(asked).toHaveLength(2);
  expect(app.getState()).toMatchObject({ run: 'error', runError: { rule: 'stopped' } });
});

it('a worker that is replaced takes no message with it; one that is lost says so', async () => {
  const { client, lose } = scripted([REFUSED]);
  const app = createApp(() => client);
  await app.getState().useAddress('http://a.example/b');
  lose(STOPPED);
  expect(app.getState().runError).toMatchObject({ rule: 'notHttps' });
  lose({ rule: 'deviceLost', values: { backend: 'webgpu' }, message: 'lost' });
  expect(app.getState()).toMatchObject({ run: 'error', runError: { rule: 'deviceLost' } });
});
