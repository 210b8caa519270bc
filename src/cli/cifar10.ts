import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Rgba } from '../runtime/preprocess.ts';

/** One test picture and its class. */
export interface Example {
  readonly picture: Rgba;
  readonly label: number;
}

/**
 * The first `limit` test pictures of a folder: `test.jpegs` holds them end to end, `test.json` their labels (one digit each) and
 * lengths in bytes.
 */
export async function* readCifar(folder: string, limit: number): AsyncGenerator<Example> {
  const index = JSON.parse(await readFile(join(folder, 'test.json'), 'utf8')) as {
    readonly labels: string;
    readonly lengths: readonly number[];
  };
  const bytes = await readFile(join(folder, 'test.jpegs'));
  let offset = 0;
  for (const [place, length] of index.lengths.slice(0, limit).entries()) {
    const { data, info } = await sharp(bytes.subarray(offset, offset + length))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    offset += length;
    yield {
      picture: { width: info.width, height: info.height, data: new Uint8ClampedArray(data) },
      label: Number(index.labels[place]),
    };
  }
}
