import { createSHA256 } from 'hash-wasm';
import { Batch } from './Batch.ts';
import type { FileStore } from './FileStore.ts';
import { StoreError } from './StoreError.ts';

/** A weights file kept on this device. */
export interface StoredWeights {
  /** Its digest, which names it. */
  readonly key: string;
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Address that it came from. */
  readonly source: string;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
  /** Why it will be gone when the page is closed: the device is full, or stores nothing. */
  readonly loss?: StoreError['details'];
}

/** What is asked for in a download. */
export interface DownloadSpec {
  readonly url: string;
  readonly title: string;
  /** Expected size in bytes, where known. */
  readonly bytes?: number;
  /** Expected digest, hexadecimal; a shorter string is compared with the beginning. */
  readonly sha256?: string;
}

/** How a download is watched and stopped. */
export interface DownloadOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** Weights files by their digests, downloaded with resumption and checked before they are kept. */
export class WeightsStore {
  readonly #files: FileStore;

  constructor(files: FileStore) {
    this.#files = files;
  }

  get kind(): FileStore['kind'] {
    return this.#files.kind;
  }

  /** Everything stored, the latest first. */
  async list(): Promise<readonly StoredWeights[]> {
    const cards = (await this.#files.names()).filter((name) => name.endsWith('.json'));
    const stored = await Promise.all(
      cards.map(async (name) => parseCard(await (await this.#files.read(name))?.text())),
    );
    return stored
      .filter((card) => card !== undefined)
      .map((card) => this.#withLoss(card))
      .toSorted((a, b) => b.storedAt - a.storedAt);
  }

  /** A stored file. Throws `StoreError` if there is none of this key. */
  async open(key: string): Promise<Blob> {
    const file = await this.#files.read(key);
    if (file === undefined) throw new StoreError('notStored', { key }, 'this file is no longer stored on the device');
    return file;
  }

  async delete(key: string): Promise<void> {
    const names = new Set(await this.#files.names());
    for (const name of [key, `${key}.json`]) if (names.has(name)) await this.#files.remove(name);
  }

  /**
   * Fetches a file, checks size and digest, and keeps it. A download that is stopped keeps its part, and the next one goes on from
   * there where the server can (`Range`), else from the start. Throws `StoreError`, or `AbortError` if it was stopped.
   */
  async download(spec: DownloadSpec, options: DownloadOptions = {}): Promise<StoredWeights> {
    const { protocol, hostname } = new URL(spec.url);
    if (protocol !== 'https:' && hostname !== 'localhost')
      throw new StoreError('notHttps', { url: spec.url }, `${spec.url} is not an https address`);
    const known = (await this.list()).find(({ source }) => source === spec.url);
    if (known !== undefined) return known;
    const part = `${(await digestOf(new TextEncoder().encode(spec.url))).slice(0, 16)}.part`;
    await this.#fetchInto(part, spec, options);
    return this.#finish(part, spec);
  }

  async #fetchInto(part: string, spec: DownloadSpec, { signal, onProgress }: DownloadOptions): Promise<void> {
    const have = (await this.#files.read(part))?.size ?? 0;
    const headers = have > 0 ? { Range: `bytes=${have}-` } : {};
    const response = await fetch(spec.url, {
      headers,
      referrerPolicy: 'no-referrer',
      ...(signal !== undefined && { signal }),
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new StoreError('network', { url: spec.url }, `${spec.url} cannot be reached (${String(error)})`);
    });
    if (response.status === 416) return;
    if (!response.ok || response.body === null)
      throw new StoreError(
        'httpStatus',
        { url: spec.url, status: response.status },
        `${spec.url} answered ${response.status}`,
      );
    const resumes = response.status === 206;
    if (have > 0 && !resumes) await this.#files.remove(part);
    let done = resumes ? have : 0;
    const total = spec.bytes ?? done + Number(response.headers.get('content-length') ?? 0);
    const reader = response.body.getReader();
    const batch = new Batch((bytes) => this.#files.append(part, bytes));
    try {
      for (;;) {
        const { done: ended, value } = await reader.read();
        if (ended) return;
        await batch.add(value);
        done += value.byteLength;
        onProgress?.(done, total);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof StoreError) throw error;
      throw new StoreError('network', { url: spec.url }, `the connection to ${spec.url} broke (${String(error)})`);
    } finally {
      // Also of what was stopped or broke: the next download goes on from there.
      await batch.flush();
    }
  }

  async #finish(part: string, spec: DownloadSpec): Promise<StoredWeights> {
    const file = await this.#files.read(part);
    if (file === undefined) throw new StoreError('network', { url: spec.url }, `${spec.url} sent nothing`);
    if (spec.bytes !== undefined && file.size < spec.bytes)
      throw new StoreError('network', { url: spec.url }, `${spec.url} ended after ${file.size} bytes of ${spec.bytes}`);
    if (spec.bytes !== undefined && file.size > spec.bytes) {
      await this.#files.remove(part);
      throw new StoreError(
        'sizeMismatch',
        { url: spec.url, expected: spec.bytes, found: file.size },
        `${spec.url} sent ${file.size} bytes instead of ${spec.bytes}`,
      );
    }
    const sha256 = await digestOfFile(file);
    if (spec.sha256 !== undefined && !sha256.startsWith(spec.sha256)) {
      await this.#files.remove(part);
      throw new StoreError(
        'digestMismatch',
        { url: spec.url, expected: spec.sha256, found: sha256 },
        `${spec.url} sent other bytes than expected`,
      );
    }
    const card: StoredWeights = {
      key: sha256,
      title: spec.title,
      bytes: file.size,
      sha256,
      source: spec.url,
      storedAt: Date.now(),
    };
    await this.delete(sha256);
    await this.#files.rename(part, sha256);
    await this.#files.append(`${sha256}.json`, new TextEncoder().encode(JSON.stringify(card)));
    return this.#withLoss(card);
  }

  #withLoss(card: StoredWeights): StoredWeights {
    const loss = this.#files.lossOf(card.key)?.details;
    return loss === undefined ? card : { ...card, loss };
  }
}

/** Bytes hashed at a time. */
const CHUNK = 4 << 20;

async function digestOfFile(file: Blob): Promise<string> {
  const hasher = await createSHA256();
  for (let at = 0; at < file.size; at += CHUNK)
    hasher.update(new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()));
  return hasher.digest('hex');
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const hasher = await createSHA256();
  return hasher.update(bytes).digest('hex');
}

function parseCard(text: string | undefined): StoredWeights | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as StoredWeights);
  } catch {
    return undefined;
  }
}
