import { numel } from '../engine/shape.ts';
import { ByteReader } from './ByteReader.ts';
import type { FilePlace, LazyTensor } from './Checkpoint.ts';
import { toFloat32 } from './dtypes.ts';
import type { Place } from './Place.ts';

/** Bytes that may lie read and not yet asked for. ResNet-50's largest array has 9 MiB. */
const MOST_AHEAD = 10 * 2 ** 20;

/** An array of the queue. */
interface Queued {
  readonly tensor: LazyTensor;
  readonly place: FilePlace;
  readonly bytes: number;
}

/** Somebody who waits for an array. */
interface Request {
  readonly place: Place | undefined;
  resolve(values: Float32Array): void;
  reject(error: unknown): void;
}

/**
 * Reads the arrays of a file from front to back in one stream, and gives each to whoever asks for it. Whoever asks for everything at once
 * gets it in the file's order, with nothing stored in between; any other order is right too. Of what nobody has asked for yet no more
 * than 10 MiB are kept: an array that lies further on is read by itself.
 */
export class ArrayStream {
  readonly #tensors: ReadonlyMap<string, LazyTensor>;
  readonly #signal: AbortSignal | undefined;
  readonly #queue: readonly Queued[];
  readonly #indices: ReadonlyMap<string, number>;
  readonly #requests = new Map<string, Request>();
  readonly #kept = new Map<string, Float32Array>();
  /** Arrays before the stream's end that were read by themselves. */
  readonly #passed = new Set<string>();
  #keptBytes = 0;
  /** The array of the queue that the stream comes to next. */
  #next = 0;
  #isStarted = false;
  #wake: () => void = () => {};

  /** `names` are those that will be asked for; what else the file holds is passed over. */
  constructor(tensors: ReadonlyMap<string, LazyTensor>, names: Iterable<string>, signal?: AbortSignal) {
    this.#tensors = tensors;
    this.#signal = signal;
    this.#queue = [...new Set(names)]
      .flatMap((name): readonly Queued[] => {
        const tensor = tensors.get(name);
        if (tensor?.place === undefined) return [];
        return [{ tensor, place: tensor.place, bytes: sizeOf(tensor) }];
      })
      .sort((a, b) => a.place.begin - b.place.begin);
    this.#indices = new Map(this.#queue.map(({ tensor }, index) => [tensor.name, index]));
  }

  /**
   * The array of a name, or `undefined` if there is none. `place` tells where the caller wants the values in the end: they may be put there
   * at once, and are then the answer. Rejects if the file cannot be read, or with the signal's reason.
   */
  read(name: string, place?: Place): Promise<Float32Array> | undefined {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) return undefined;
    const kept = this.#kept.get(name);
    if (kept !== undefined) {
      this.#kept.delete(name);
      this.#keptBytes -= sizeOf(tensor);
      this.#wake();
      return Promise.resolve(kept);
    }
    const index = this.#indices.get(name);
    if (index === undefined || index < this.#next || this.#passed.has(name) || this.#requests.has(name))
      return tensor.read();
    const values = new Promise<Float32Array>((resolve, reject) => {
      this.#requests.set(name, { place, resolve, reject });
    });
    this.#wake();
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#flow().catch((error: unknown) => this.#fail(error));
    }
    return values;
  }

  async #flow(): Promise<void> {
    const readers = new Map<Blob, ByteReader>();
    // Whoever asks for everything at once has done so after this.
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      for (let item = this.#queue[this.#next]; item !== undefined; item = this.#queue[this.#next]) {
        this.#signal?.throwIfAborted();
        const { name } = item.tensor;
        if (!this.#passed.has(name)) {
          if (!this.#isDue(item)) {
            await this.#serveOrWait();
            continue;
          }
          const { file } = item.place;
          const reader = readers.get(file) ?? new ByteReader(file);
          readers.set(file, reader);
          this.#deliver(item, await readTensor(reader, item, this.#requests.get(name)?.place));
        }
        this.#next++;
      }
    } finally {
      for (const reader of readers.values()) reader.cancel();
    }
  }

  /** Whether the array that the stream has come to is read now: it is asked for, or there is room to keep it. */
  #isDue({ tensor, bytes }: Queued): boolean {
    return this.#requests.has(tensor.name) || this.#keptBytes + bytes <= MOST_AHEAD;
  }

  /** Reads one array by itself that lies far on, or waits until something is asked for. */
  async #serveOrWait(): Promise<void> {
    const [first] = this.#requests;
    if (first === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      return;
    }
    const [name, request] = first;
    this.#passed.add(name);
    const values = await this.#tensors.get(name)?.read();
    this.#requests.delete(name);
    if (values !== undefined) request.resolve(values);
  }

  #deliver({ tensor, bytes }: Queued, values: Float32Array): void {
    const request = this.#requests.get(tensor.name);
    if (request === undefined) {
      this.#kept.set(tensor.name, values);
      this.#keptBytes += bytes;
      return;
    }
    this.#requests.delete(tensor.name);
    request.resolve(values);
  }

  /** Whoever waits is told; whoever asks later asks the file again. */
  #fail(error: unknown): void {
    this.#next = this.#queue.length;
    for (const { reject } of this.#requests.values()) reject(error);
    this.#requests.clear();
  }
}

async function readTensor(
  reader: ByteReader,
  { tensor: { dtype }, place: { begin, end }, bytes }: Queued,
  place: Place | undefined,
): Promise<Float32Array> {
  if (dtype !== 'float32') {
    const raw = new Uint8Array(end - begin);
    await reader.read(begin, raw);
    return toFloat32(raw.buffer, dtype);
  }
  const values = (await place?.()) ?? new Float32Array(bytes / Float32Array.BYTES_PER_ELEMENT);
  await reader.read(begin, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return values;
}

/** Bytes of an array as float32. */
function sizeOf({ shape }: LazyTensor): number {
  return numel(shape) * Float32Array.BYTES_PER_ELEMENT;
}
