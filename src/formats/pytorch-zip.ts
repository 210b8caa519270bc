import type { RawCheckpoint } from './Checkpoint.ts';
import { bytesOf } from './dtypes.ts';
import { toLazyTensors } from './pytorch-tensors.ts';
import { findStateDict } from './state-dict.ts';
import { unpickle } from './unpickle.ts';
import { WeightsError } from './WeightsError.ts';
import { readZip, type ZipMember } from './zip.ts';

/** Largest pickle that is read, in bytes; ResNet-152's has 0.1 MB. */
const MAX_PICKLE = 64_000_000;

/** Whether a file begins as a ZIP archive. */
export function isPytorchZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/** Opens what torch.save writes since 1.6: an archive of a pickle and one member a storage. Throws `WeightsError`. */
export async function readPytorchZip(file: Blob, name: string): Promise<RawCheckpoint> {
  const members = await readZip(file, name);
  const pickle = [...members.values()].find((member) => member.name.endsWith('/data.pkl'));
  if (pickle === undefined)
    throw new WeightsError(
      'missingMember',
      { file: name, member: 'data.pkl' },
      `${name} is an archive without data.pkl: torch.save did not write it.`,
    );
  const root = pickle.name.slice(0, -'data.pkl'.length);
  await checkByteOrder(file, members.get(`${root}byteorder`), name);
  if (pickle.size > MAX_PICKLE)
    throw new WeightsError(
      'tooLarge',
      { file: name, what: 'data.pkl', limit: MAX_PICKLE },
      `${name}: data.pkl has ${pickle.size} bytes.`,
    );
  const bytes = new Uint8Array(await file.slice(pickle.start, pickle.start + pickle.size).arrayBuffer());
  const tensors = findStateDict(unpickle(bytes, 0, name).value, name);
  const storageOf = (key: string): ZipMember => {
    const member = members.get(`${root}data/${key}`);
    if (member === undefined)
      throw new WeightsError('missingMember', { file: name, member: `data/${key}` }, `${name} lacks data/${key}.`);
    return member;
  };
  for (const { storage } of tensors.values()) {
    const { size } = storageOf(storage.key);
    const needed = storage.length * bytesOf(storage.dtype);
    if (size < needed)
      throw new WeightsError(
        'cutShort',
        { file: name, needed, bytes: size },
        `${name}: data/${storage.key} has ${size} bytes of ${needed}.`,
      );
  }
  const read = (key: string, begin: number, end: number): Promise<ArrayBuffer> => {
    const { start } = storageOf(key);
    return file.slice(start + begin, start + end).arrayBuffer();
  };
  return { format: 'pytorch-zip', tensors: toLazyTensors(tensors, read) };
}

async function checkByteOrder(file: Blob, member: ZipMember | undefined, name: string): Promise<void> {
  if (member === undefined || member.size > 16) return;
  const order = await file.slice(member.start, member.start + member.size).text();
  if (order.trim() === 'big')
    throw new WeightsError(
      'bigEndian',
      { file: name },
      `${name} was written on a big-endian machine, which cannot be read.`,
    );
}
