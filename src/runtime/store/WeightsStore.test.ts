import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from './FileStore.ts';
import { memoryStore } from './memory-store.ts';
import { StoreError } from './StoreError.ts';
import { spillingStore } from './spilling-store.ts';
import { WeightsStore } from './WeightsStore.ts';

const bytes = Buffer.from(Array.from({ length: 300_000 }, (_unused, index) => (index * 7) % 251));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const ranges: (string | undefined)[] = [];
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (request.url === '/missing') response.writeHead(404).end();
    else if (request.url === '/slow' && from === 0) {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 100_000));
    } else if (request.url === '/broken' && from === 0) {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 50_000), () => setTimeout(() => response.destroy(), 50));
    } else if (request.url === '/whole' || from === 0)
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
    else response.writeHead(206).end(bytes.subarray(from));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function ruleOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((problem: unknown) => problem);
  return error instanceof StoreError ? error.details.rule : String(error);
}

/** A device with room for a number of bytes. */
function smallDevice(room: number): FileStore {
  const device = memoryStore();
  let used = 0;
  return {
    ...device,
    kind: 'opfs',
    async append(name, chunk) {
      if (used + chunk.byteLength > room)
        throw new StoreError('storageFull', { bytes: chunk.byteLength, free: room - used }, 'full');
      used += chunk.byteLength;
      await device.append(name, chunk);
    },
    lossOf: () => undefined,
  };
}

describe('WeightsStore', () => {
  it('download(spec) keeps a file under its digest and lists, opens and deletes it', async () => {
    const store = new WeightsStore(memoryStore());
    const progress: number[] = [];
    const stored = await store.download(
      { url: `${address}/file`, title: 'a file', bytes: bytes.length, sha256 },
      { onProgress: (done) => progress.push(done) },
    );
    expect(stored).toMatchObject({ key: sha256, bytes: bytes.length, title: 'a file' });
    expect(progress.at(-1)).toBe(bytes.length);
    expect(Buffer.from(await (await store.open(sha256)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(await store.list()).toHaveLength(1);
    await store.delete(sha256);
    expect(await store.list()).toEqual([]);
    expect(await ruleOf(store.open(sha256))).toBe('notStored');
  });

  it('download(spec) that was stopped goes on where it was', async () => {
    const store = new WeightsStore(memoryStore());
    const controller = new AbortController();
    const stopped = store.download(
      { url: `${address}/slow`, title: '' },
      { signal: controller.signal, onProgress: (done) => done >= 100_000 && controller.abort() },
    );
    await expect(stopped).rejects.toThrow(/abort/i);
    expect(await store.list()).toEqual([]);
    const stored = await store.download({ url: `${address}/slow`, title: '', sha256 });
    expect(stored.bytes).toBe(bytes.length);
    expect(ranges.at(-1)).toBe('bytes=100000-');
  });

  it('download(spec) begins anew where the server knows no ranges', async () => {
    const files = memoryStore();
    const store = new WeightsStore(files);
    const url = `${address}/whole`;
    const part = `${createHash('sha256').update(url).digest('hex').slice(0, 16)}.part`;
    await files.append(part, new Uint8Array([1, 2, 3]));
    expect((await store.download({ url, title: '', sha256 })).bytes).toBe(bytes.length);
  });

  it.each([
    ['missing', {}, 'httpStatus'],
    ['broken', {}, 'network'],
    ['file', { bytes: 5 }, 'sizeMismatch'],
    ['file', { sha256: 'abcdef' }, 'digestMismatch'],
  ])('download of /%s with %j breaks the rule %s', async (path, expectation, rule) => {
    const store = new WeightsStore(memoryStore());
    expect(await ruleOf(store.download({ url: `${address}/${path}`, title: '', ...expectation }))).toBe(rule);
    expect(await store.list()).toEqual([]);
  });

  it.each([0, 120_000])(
    'download(spec) goes on in memory where the device has room for %d bytes only',
    async (room) => {
      const store = new WeightsStore(spillingStore(smallDevice(room), memoryStore()));
      const stored = await store.download({ url: `${address}/file`, title: '', sha256 });
      expect(stored.loss).toMatchObject({ rule: 'storageFull' });
      expect(Buffer.from(await (await store.open(sha256)).arrayBuffer()).equals(bytes)).toBe(true);
      expect((await store.list()).map(({ loss }) => loss?.rule)).toEqual(['storageFull']);
      await store.delete(sha256);
      expect(await store.list()).toEqual([]);
    },
  );

  it('download(spec) of a file that ends too early keeps the part and breaks the rule network', async () => {
    const store = new WeightsStore(memoryStore());
    const longer = { url: `${address}/file`, title: '', bytes: bytes.length + 1 };
    expect(await ruleOf(store.download(longer))).toBe('network');
    await ruleOf(store.download(longer));
    expect(ranges.at(-1)).toBe(`bytes=${bytes.length}-`);
  });

  it('download(spec) refuses an address that is not https', async () => {
    const store = new WeightsStore(memoryStore());
    expect(await ruleOf(store.download({ url: 'http://example.org/a.pth', title: '' }))).toBe('notHttps');
  });
});
