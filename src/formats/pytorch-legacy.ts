import type { RawCheckpoint } from './Checkpoint.ts';
import { bytesOf } from './dtypes.ts';
import type { PickleValue, StorageRef } from './pickle-values.ts';
import { toLazyTensors } from './pytorch-tensors.ts';
import { findStateDict } from './state-dict.ts';
import { type Unpickled, unpickle } from './unpickle.ts';
import { WeightsError } from './WeightsError.ts';

/** torch's magic number 0x1950a86a20f9469cfc6c as a pickle writes it. */
const MAGIC = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19] as const;

/** Most storages in a file; ResNet-152's checkpoint has 935. */
const MAX_STORAGES = 100_000;

/** Bytes read for the pickles at the front; doubled until they fit. ResNeXt-101's need 0.1 MB. */
const FIRST_READ = 1 << 20;
const MAX_READ = 1 << 26;

/** Whether a file begins as what torch.save wrote before 1.6. */
export function isPytorchLegacy(head: Uint8Array): boolean {
  // After the protocol's number; from protocol 4 on nine bytes that tell a length stand between.
  const start = (head[1] ?? 0) < 4 ? 2 : 11;
  return head[0] === 0x80 && MAGIC.every((byte, index) => head[start + index] === byte);
}

/** Opens what torch.save wrote before 1.6: five pickles, then the storages one behind another. Throws `WeightsError`. */
export async function readPytorchLegacy(file: Blob, name: string): Promise<RawCheckpoint> {
  const { object, storages, keys, end } = await readPickles(file, name);
  const tensors = findStateDict(object, name);
  const places = await placeStorages(file, keys, end, storages, name);
  const read = (key: string, begin: number, stop: number): Promise<ArrayBuffer> => {
    const start = places.get(key) ?? 0;
    return file.slice(start + begin, start + stop).arrayBuffer();
  };
  for (const { storage } of tensors.values())
    if (!places.has(storage.key))
      throw new WeightsError(
        'missingMember',
        { file: name, member: storage.key },
        `${name} lacks the storage ${storage.key}.`,
      );
  return { format: 'pytorch-legacy', tensors: toLazyTensors(tensors, read) };
}

interface Front {
  readonly object: PickleValue;
  readonly storages: ReadonlyMap<string, StorageRef>;
  readonly keys: readonly string[];
  readonly end: number;
}

async function readPickles(file: Blob, name: string): Promise<Front> {
  for (let length = FIRST_READ; ; length *= 2) {
    const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
    try {
      return parseFront(bytes, name);
    } catch (error) {
      const wantsMore =
        error instanceof WeightsError &&
        error.details.rule === 'cutShort' &&
        bytes.length < file.size &&
        length < MAX_READ;
      if (!wantsMore) throw error;
    }
  }
}

function parseFront(bytes: Uint8Array, name: string): Front {
  let end = 0;
  const next = (): Unpickled => {
    const read = unpickle(bytes, end, name);
    end = read.end;
    return read;
  };
  next();
  next();
  const { value: system } = next();
  if (
    typeof system === 'object' &&
    system !== null &&
    'type' in system &&
    system.type === 'dict' &&
    system.entries.get('little_endian') === false
  )
    throw new WeightsError(
      'bigEndian',
      { file: name },
      `${name} was written on a big-endian machine, which cannot be read.`,
    );
  const { value: object, storages } = next();
  const { value: keys } = next();
  if (!Array.isArray(keys) || keys.length > MAX_STORAGES || !keys.every((key) => typeof key === 'string'))
    throw new WeightsError(
      'badPickle',
      { file: name, detail: 'the list of storages' },
      `${name}: the list of storages is damaged.`,
    );
  return { object, storages, keys, end };
}

/** Each storage is its number of values in eight bytes, then the values. */
async function placeStorages(
  file: Blob,
  keys: readonly string[],
  start: number,
  storages: ReadonlyMap<string, StorageRef>,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  let at = start;
  for (const key of keys) {
    const storage = storages.get(key);
    if (at + 8 > file.size)
      throw new WeightsError(
        'cutShort',
        { file: name, needed: at + 8, bytes: file.size },
        `${name} ends before its storages do. It was cut short.`,
      );
    const count = Number(new DataView(await file.slice(at, at + 8).arrayBuffer()).getBigInt64(0, true));
    if (storage === undefined || count !== storage.length)
      throw new WeightsError(
        'badPickle',
        { file: name, detail: `storage ${key}` },
        `${name}: the storage ${key} has ${count} values, which is not what the pickle says.`,
      );
    const end = at + 8 + count * bytesOf(storage.dtype);
    if (!(count >= 0) || end > file.size)
      throw new WeightsError(
        'cutShort',
        { file: name, needed: end, bytes: file.size },
        `${name}: a storage would end at byte ${end} of ${file.size}. It was cut short.`,
      );
    places.set(key, at + 8);
    at = end;
  }
  return places;
}
