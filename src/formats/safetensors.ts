import { numel } from '../engine/shape.ts';
import type { LazyTensor, RawCheckpoint } from './Checkpoint.ts';
import { bytesOf, type Dtype, toFloat32 } from './dtypes.ts';
import { WeightsError } from './WeightsError.ts';

/** Largest header that is read, in bytes; timm's ResNet-152 has 0.1 MB. The format itself allows 100 MB. */
const MAX_HEADER = 25_000_000;

/** Largest number of values of one array: beyond it byte offsets stop being exact. VGG's largest has 103 million. */
const MAX_VALUES = 2 ** 40;

const DTYPES: ReadonlyMap<string, Dtype> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Whether a file may be safetensors: eight bytes of header length, then `{`. Anything with that length of header that is not JSON is
 * refused by `readSafetensors` with its reason.
 */
export function isSafetensors(head: Uint8Array): boolean {
  return head.length >= 9 && head[8] === 0x7b;
}

/** Opens a safetensors file. Throws `WeightsError`. Source: github.com/huggingface/safetensors, README and src/tensor.rs. */
export async function readSafetensors(file: Blob, name: string): Promise<RawCheckpoint> {
  const lead = new DataView(await file.slice(0, 8).arrayBuffer());
  const length = lead.getBigUint64(0, true);
  if (length > BigInt(file.size - 8))
    throw new WeightsError(
      'headerTooLong',
      { file: name, length: String(length), bytes: file.size },
      `${name}: the header would be ${length} bytes long, and the file has ${file.size}. It is damaged or was cut short.`,
    );
  const size = Number(length);
  if (size > MAX_HEADER)
    throw new WeightsError(
      'tooLarge',
      { file: name, what: 'header', limit: MAX_HEADER },
      `${name}: a header of ${size} bytes is more than ${MAX_HEADER}.`,
    );
  const start = 8 + size;
  const entries = parseHeader(await file.slice(8, start).text(), name);
  checkPlaces(entries, file.size - start, name);
  return {
    format: 'safetensors',
    tensors: new Map(entries.map((entry) => [entry.name, toTensor(file, start, entry)])),
  };
}

/** The texts that a safetensors file, already known to be sound, holds about itself. What is no text is left out. */
export async function readMetadata(file: Blob): Promise<Readonly<Record<string, string>>> {
  const lead = new DataView(await file.slice(0, 8).arrayBuffer());
  const header: unknown = JSON.parse(await file.slice(8, 8 + Number(lead.getBigUint64(0, true))).text());
  const { __metadata__: texts } = header as Readonly<Record<string, unknown>>;
  const entries = typeof texts === 'object' && texts !== null ? Object.entries(texts) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function toTensor(file: Blob, start: number, { name, dtype, shape, begin, end }: Entry): LazyTensor {
  const place = { file, begin: start + begin, end: start + end };
  return {
    name,
    dtype,
    shape,
    place,
    read: async () => toFloat32(await file.slice(place.begin, place.end).arrayBuffer(), dtype),
  };
}

function parseHeader(text: string, file: string): readonly Entry[] {
  let header: unknown;
  const names = new Set<string>();
  try {
    header = JSON.parse(text);
  } catch {
    throw new WeightsError(
      'headerNotJson',
      { file },
      `${file}: the header is not JSON. The file is damaged or is not safetensors.`,
    );
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new WeightsError('headerNotJson', { file }, `${file}: the header is not a JSON object.`);
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => toEntry(name, entry, file));
  for (const [, name = ''] of text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:\s*\{\s*"(?:dtype|shape|data_offsets)"/g)) {
    if (names.has(name))
      throw new WeightsError('repeatedName', { file, name }, `${file}: the name "${name}" stands twice in the header.`);
    names.add(name);
  }
  return entries;
}

function toEntry(name: string, entry: unknown, file: string): Entry {
  const {
    dtype: code,
    shape,
    data_offsets: offsets,
  } = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>;
  const bad = (): WeightsError =>
    new WeightsError('badEntry', { file, name }, `${file}: the entry "${name}" lacks a dtype, a shape or two offsets.`);
  if (typeof code !== 'string' || !isNumbers(shape) || !isNumbers(offsets)) throw bad();
  const dtype = DTYPES.get(code);
  if (dtype === undefined)
    throw new WeightsError(
      'unknownDtype',
      { file, name, dtype: code },
      `${file}: "${name}" is of type ${code}, which cannot be read. Known are ${[...DTYPES.keys()].join(', ')}.`,
    );
  const [begin, end] = offsets;
  if (begin === undefined || end === undefined || offsets.length !== 2) throw bad();
  const whole = [...shape, begin, end].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!whole || end < begin || numel(shape) > MAX_VALUES)
    throw new WeightsError(
      'negativeSize',
      { file, name, shape: shape.join('×') },
      `${file}: "${name}" has the shape ${shape.join('×')} at ${begin} to ${end}: sizes must be whole and not negative.`,
    );
  const expected = numel(shape) * bytesOf(dtype);
  if (expected !== end - begin)
    throw new WeightsError(
      'sizeDisagrees',
      { file, name, shape: shape.join('×'), expected, found: end - begin },
      `${file}: "${name}" of shape ${shape.join('×')} needs ${expected} bytes, and the header gives it ${end - begin}.`,
    );
  return { name, dtype, shape, begin, end };
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** Arrays must follow one another without overlap or hole, from the first byte to the last. */
function checkPlaces(entries: readonly Entry[], bytes: number, file: string): void {
  let at = 0;
  let previous = '';
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > bytes)
      throw new WeightsError(
        'pastEnd',
        { file, name, end, bytes },
        `${file}: "${name}" would end at byte ${end} of ${bytes}. The file was cut short.`,
      );
    if (begin < at)
      throw new WeightsError(
        'overlap',
        { file, name, other: previous },
        `${file}: "${name}" and "${previous}" share bytes.`,
      );
    if (begin > at)
      throw new WeightsError('hole', { file, at }, `${file}: nothing is said of the bytes from ${at} to ${begin}.`);
    at = end;
    previous = name;
  }
  if (at !== bytes)
    throw new WeightsError('hole', { file, at }, `${file}: nothing is said of the bytes from ${at} to ${bytes}.`);
}
