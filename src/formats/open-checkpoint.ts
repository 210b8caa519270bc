import { adaptNames } from './adapt-names.ts';
import type { Checkpoint } from './Checkpoint.ts';
import { formats } from './index.ts';
import { dequantise } from './product-quantisation.ts';
import { readSafetensors } from './safetensors.ts';
import { WeightsError } from './WeightsError.ts';

/** Bytes that tell one format from another; a tar archive says so at 257. */
const HEAD = 512;

/** What people drop by mistake, by how it begins. */
const IMPOSTORS: readonly (readonly [kind: string, begins: string])[] = [
  ['HTML', '<'],
  ['PNG', '\u0089PNG'],
  ['JPEG', '\u00ff\u00d8\u00ff'],
  ['GIF', 'GIF8'],
  ['PDF', '%PDF'],
  ['WebP', 'RIFF'],
  ['HDF5 (Keras)', '\u0089HDF'],
];

/**
 * Opens a weights file of any known format by what it holds, not by its name, and gives its arrays under torchvision's names.
 * Throws `WeightsError` with the file, the rule and the numbers. Nothing of the file is executed, and no array is read yet.
 */
export async function openCheckpoint(file: Blob, name: string): Promise<Checkpoint> {
  if (file.size === 0) throw new WeightsError('emptyFile', { file: name }, `${name} is empty.`);
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const format = formats.find(({ matches }) => matches(head));
  if (format === undefined) return refuse(file, name, head);
  const raw = await format.read(file, name);
  const { tensors, quantised } = dequantise(adaptNames(raw.tensors), name);
  return { format: raw.format, bytes: file.size, tensors, quantised };
}

/** Says as exactly as possible why a file is not weights. */
async function refuse(file: Blob, name: string, head: Uint8Array): Promise<Checkpoint> {
  const text = String.fromCharCode(...head.subarray(0, 8));
  const impostor = IMPOSTORS.find(([, begins]) => text.startsWith(begins));
  if (impostor !== undefined)
    throw new WeightsError(
      'notACheckpoint',
      { file: name, kind: impostor[0] },
      `${name} is ${impostor[0]}, not a weights file.`,
    );
  if (String.fromCharCode(...head.subarray(257, 262)) === 'ustar')
    throw new WeightsError(
      'oldTar',
      { file: name },
      `${name} is a tar archive of PyTorch 0.1, which cannot be read. Save it anew with a later PyTorch.`,
    );
  if (name.endsWith('.safetensors')) {
    if (file.size < 9)
      throw new WeightsError(
        'cutShort',
        { file: name, needed: 9, bytes: file.size },
        `${name} has ${file.size} bytes: too few for safetensors.`,
      );
    await readSafetensors(file, name);
  }
  const beginning = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  throw new WeightsError(
    'unknownFormat',
    { file: name, beginning },
    `${name} is of no known format (it begins with ${beginning}). Known are safetensors and PyTorch's .pth and .pt.`,
  );
}
