import sharp from 'sharp';
import type { Rgba } from '../runtime/preprocess.ts';
import { UsageError } from './usage-error.ts';

/** The pixels of a picture file, turned as its EXIF data says. Throws `UsageError` if it is no picture. */
export async function decodePicture(file: string): Promise<Rgba> {
  try {
    const { data, info } = await sharp(file, { ignoreIcc: true })
      .rotate()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
  } catch (error) {
    throw new UsageError(`${file} cannot be read as a picture (${(error as Error).message})`);
  }
}
