import type { RawCheckpoint } from './Checkpoint.ts';
import { bytesOf } from './dtypes.ts';
import type { StorageRef } from './pickle-values.ts';
import { toLazyTensors } from './pytorch-tensors.ts';
import { findStateDict } from './state-dict.ts';
import { unpickle } from './unpickle.ts';
import { WeightsError } from './WeightsError.ts';
import { readZip, startOf, type ZipMember } from './zip.ts';

/** Largest pickle that is read, in bytes; ResNet-152's has 0.1 MB. */
const MAX_PICKLE = 64_000_000;

/** Archives that are no checkpoints, by the name of a member. TorchScript keeps a program beside its arrays. */
const OTHER_ARCHIVES = [
  ['TorchScript', /^[^/]+\/(code\/|constants\.pkl$)/],
  ['Keras', /(^|\/)model\.weights\.h5$/],
] as const;

/** Whether a file begins as a ZIP archive. */
export function isPytorchZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/** Opens what torch.save writes since 1.6: an archive of a pickle and one member a storage. Throws `WeightsError`. */
export async function readPytorchZip(file: Blob, name: string): Promise<RawCheckpoint> {
  const members = await readZip(file, name);
  const pickle = findPickle(members, name);
  const root = pickle.name.slice(0, -'data.pkl'.length);
  await checkByteOrder(file, members.get(`${root}byteorder`), name);
  if (pickle.size > MAX_PICKLE)
    throw new WeightsError(
      'tooLarge',
      { file: name, what: 'data.pkl', limit: MAX_PICKLE },
      `${name}: data.pkl has ${pickle.size} bytes.`,
    );
  const begin = await startOf(file, pickle, name);
  const bytes = new Uint8Array(await file.slice(begin, begin + pickle.size).arrayBuffer());
  const tensors = findStateDict(unpickle(bytes, 0, name).value, name);
  const starts = new Map<string, number>();
  for (const { storage } of tensors.values())
    if (!starts.has(storage.key)) starts.set(storage.key, await placeStorage(file, members, root, storage, name));
  const read = (key: string, from: number, to: number): Promise<ArrayBuffer> => {
    const start = starts.get(key) ?? 0;
    return file.slice(start + from, start + to).arrayBuffer();
  };
  return { format: 'pytorch-zip', tensors: toLazyTensors(tensors, read) };
}

function findPickle(members: ReadonlyMap<string, ZipMember>, file: string): ZipMember {
  const names = [...members.keys()];
  const kind = OTHER_ARCHIVES.find(([, mark]) => names.some((name) => mark.test(name)))?.[0];
  if (kind !== undefined)
    throw new WeightsError('notACheckpoint', { file, kind }, `${file} is ${kind}, not a weights file.`);
  const pickle = [...members.values()].find(({ name }) => name.endsWith('/data.pkl'));
  if (pickle !== undefined) return pickle;
  throw new WeightsError(
    'missingMember',
    { file, member: 'data.pkl' },
    `${file} is an archive without data.pkl: torch.save did not write it.`,
  );
}

async function placeStorage(
  file: Blob,
  members: ReadonlyMap<string, ZipMember>,
  root: string,
  storage: StorageRef,
  name: string,
): Promise<number> {
  const member = members.get(`${root}data/${storage.key}`);
  if (member === undefined)
    throw new WeightsError(
      'missingMember',
      { file: name, member: `data/${storage.key}` },
      `${name} lacks data/${storage.key}.`,
    );
  const needed = storage.length * bytesOf(storage.dtype);
  if (member.size < needed)
    throw new WeightsError(
      'cutShort',
      { file: name, needed, bytes: member.size },
      `${name}: data/${storage.key} has ${member.size} bytes of ${needed}.`,
    );
  return startOf(file, member, name);
}

async function checkByteOrder(file: Blob, member: ZipMember | undefined, name: string): Promise<void> {
  if (member === undefined || member.size > 16) return;
  const start = await startOf(file, member, name);
  const order = await file.slice(start, start + member.size).text();
  if (order.trim() === 'big')
    throw new WeightsError(
      'bigEndian',
      { file: name },
      `${name} was written on a big-endian machine, which cannot be read.`,
    );
}
