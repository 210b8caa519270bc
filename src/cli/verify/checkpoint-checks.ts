import { openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint } from '../../formats/open-checkpoint.ts';
import type { Check } from './Check.ts';

interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly sum: number;
}

interface Expected {
  readonly tensors?: Readonly<Record<string, ExpectedTensor>>;
  /** Why a reader must refuse the file. */
  readonly refuse?: string;
}

/** Every checkpoint of a folder: those that `expected.json` describes hold just that, and the others are refused. */
export function checkpointChecks(folder: string): readonly Check[] {
  const list = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Readonly<Record<string, Expected>>;
  return Object.entries(list).map(([file, expected]) => ({
    name: `checkpoint ${file}`,
    run: () => (expected.refuse === undefined ? holds(folder, file, expected) : refused(folder, file)),
  }));
}

async function holds(folder: string, file: string, { tensors = {} }: Expected): Promise<string> {
  const checkpoint = await openCheckpoint(await openAsBlob(join(folder, file)), file);
  for (const tensor of checkpoint.tensors.values()) await tensor.read();
  for (const [name, { dtype, shape, first, sum }] of Object.entries(tensors)) {
    const tensor = checkpoint.tensors.get(name);
    if (tensor === undefined) throw new Error(`"${name}" is missing`);
    if (tensor.dtype !== dtype || tensor.shape.join() !== shape.join())
      throw new Error(`"${name}" is ${tensor.dtype} [${tensor.shape.join(', ')}]`);
    const values = await tensor.read();
    const off = first.some((value, index) => !(Math.abs(value - (values[index] ?? Number.NaN)) < 1e-6));
    const total = values.reduce((all, value) => all + value, 0);
    if (off || !(Math.abs(total - sum) < 1e-4)) throw new Error(`"${name}" holds other values`);
  }
  return `${checkpoint.tensors.size} tensors`;
}

async function refused(folder: string, file: string): Promise<string> {
  try {
    await openCheckpoint(await openAsBlob(join(folder, file)), file);
  } catch (error) {
    if (error instanceof Error && error.name === 'WeightsError' && error.message.includes(file)) return error.message;
    throw error;
  }
  throw new Error('was taken');
}
