import { type Checkpoint, checkpointOfArrays } from '../formats/Checkpoint.ts';
import { openCheckpoint } from '../formats/open-checkpoint.ts';
import { RuntimeError } from '../runtime/RuntimeError.ts';
import { openStore } from '../runtime/store/open-store.ts';
import type { WeightsSource } from './protocol.ts';

/** The named tensors of a file, wherever it lies, or of arrays. Throws `RuntimeError` where the app's own server does not give it. */
export async function checkpointOf(source: WeightsSource): Promise<Checkpoint> {
  if (source.from === 'arrays') return checkpointOfArrays(source.arrays);
  const { file, name } = await fileOf(source);
  return openCheckpoint(file, name);
}

async function fileOf(
  source: Exclude<WeightsSource, { from: 'arrays' }>,
): Promise<{ readonly file: Blob; readonly name: string }> {
  if (source.from === 'file') return source;
  const store = await openStore();
  if (source.from === 'store') {
    const card = (await store.list()).find(({ key }) => key === source.key);
    return { file: await store.open(source.key), name: card?.title ?? source.key };
  }
  const response = await fetch(source.url);
  const name = source.url.slice(source.url.lastIndexOf('/') + 1);
  if (!response.ok)
    throw new RuntimeError(
      'unexpected',
      { message: `${name}: ${response.status}` },
      `${source.url} answered ${response.status}`,
    );
  return { file: await response.blob(), name };
}
