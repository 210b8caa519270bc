import { numel } from '../engine/shape.ts';
import type { LazyTensor } from './Checkpoint.ts';
import { bytesOf, toFloat32 } from './dtypes.ts';

/** Bytes that are read in one go where arrays lie side by side: a browser takes about as long for a slice of 4 kB as for one of 1 MB. */
const BATCH_BYTES = 2 * 2 ** 20;

/** Bytes that may lie read and not yet asked for; an array that is larger is read when it is asked for. ResNet-50's largest has 9 MiB. */
const MOST_AHEAD = 10 * 2 ** 20;

/**
 * Gives arrays by name, and begins to read those that will be asked for next, so that a file is read while what came from it is put into
 * place. `order` names the arrays as they will probably be asked for: any other order is right too, and gains less.
 */
export function readAhead(
  tensors: ReadonlyMap<string, LazyTensor>,
  order: readonly string[],
): (name: string) => Promise<Float32Array> | undefined {
  const queue = order.flatMap((name) => tensors.get(name) ?? []);
  const places = new Map(queue.map(({ name }, place) => [name, place]));
  const begun = new Map<string, Promise<Float32Array>>();
  let next = 0;
  let ahead = 0;

  function begin(): void {
    for (let batch = batchFrom(queue, next); batch.length > 0; batch = batchFrom(queue, next)) {
      const bytes = batch.reduce((sum, tensor) => sum + sizeOf(tensor), 0);
      if (ahead + bytes > MOST_AHEAD) return;
      for (const [name, values] of readTogether(batch)) begun.set(name, values);
      ahead += bytes;
      next += batch.length;
    }
  }

  return (name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) return undefined;
    const reading = begun.get(name) ?? tensor.read();
    if (begun.delete(name)) ahead -= sizeOf(tensor);
    next = Math.max(next, (places.get(name) ?? -1) + 1);
    begin();
    return reading;
  };
}

/** The next arrays, as many as may be read in one go; at least one, if any is left. */
function batchFrom(queue: readonly LazyTensor[], first: number): readonly LazyTensor[] {
  let bytes = 0;
  let end = first;
  for (let tensor = queue[end]; tensor !== undefined; tensor = queue[end]) {
    bytes += sizeOf(tensor);
    if (end > first && bytes > BATCH_BYTES) break;
    end++;
  }
  return queue.slice(first, end);
}

/** Begins to read arrays: those that lie side by side in a file as one slice of it. */
function readTogether(batch: readonly LazyTensor[]): ReadonlyMap<string, Promise<Float32Array>> {
  const found = new Map<string, Promise<Float32Array>>();
  const placed = batch.filter(({ place }) => place !== undefined);
  const sorted = placed.toSorted((a, b) => (a.place?.begin ?? 0) - (b.place?.begin ?? 0));
  let slice: { readonly begin: number; readonly bytes: Promise<ArrayBuffer> } | undefined;
  let end = 0;
  for (const [index, { name, dtype, place }] of sorted.entries()) {
    if (place === undefined) continue;
    if (slice === undefined || place.begin !== end) {
      let last = place.end;
      for (const other of sorted.slice(index + 1)) {
        if (other.place?.begin !== last) break;
        last = other.place.end;
      }
      slice = { begin: place.begin, bytes: place.file.slice(place.begin, last).arrayBuffer() };
    }
    const { begin, bytes } = slice;
    found.set(
      name,
      bytes.then((buffer) => toFloat32(buffer, dtype, place.begin - begin, place.end - begin)),
    );
    end = place.end;
  }
  for (const tensor of batch) if (tensor.place === undefined) found.set(tensor.name, tensor.read());
  // Whoever asks for an array is told that it could not be read; nobody else need be.
  for (const values of found.values()) values.catch(() => {});
  return found;
}

function sizeOf({ shape, dtype }: LazyTensor): number {
  return numel(shape) * Math.max(bytesOf(dtype), Float32Array.BYTES_PER_ELEMENT);
}
