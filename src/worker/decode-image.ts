import type { Rgba } from '../runtime/preprocess.ts';
import { RuntimeError } from '../runtime/RuntimeError.ts';

/** Most pixels that a picture may have: 12,000 × 9,000 is 108 million. */
const MAX_PIXELS = 200_000_000;

/** Longest side that is decoded whole; a larger picture is shrunk while it is decoded, which needs a fraction of the memory. */
const MAX_SIDE = 4096;

/**
 * The pixels of a picture, turned as its EXIF data says, without colour conversion, so that the bytes are those that PIL gives.
 * Throws `RuntimeError` if the browser cannot read it.
 */
export async function decodeImage(
  image: Blob,
): Promise<{ readonly picture: Rgba; readonly original: readonly [height: number, width: number] }> {
  const bitmap = await open(image, {});
  const { width, height } = bitmap;
  if (width * height > MAX_PIXELS) {
    bitmap.close();
    throw new RuntimeError('pictureTooLarge', { width, height }, `a picture of ${width}×${height} pixels is too large`);
  }
  const scale = MAX_SIDE / Math.max(width, height);
  const small = scale < 1 ? await shrink(bitmap, scale) : bitmap;
  const canvas = new OffscreenCanvas(small.width, small.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null)
    throw new RuntimeError('notAPicture', { name: nameOf(image), type: image.type }, 'this browser gives no canvas');
  context.drawImage(small, 0, 0);
  small.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { picture: { width: canvas.width, height: canvas.height, data }, original: [height, width] };
}

async function open(image: Blob, options: ImageBitmapOptions): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(image, {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
      imageOrientation: 'from-image',
      ...options,
    });
  } catch {
    const type = image.type === '' ? '?' : image.type;
    throw new RuntimeError(
      'notAPicture',
      { name: nameOf(image), type },
      `${nameOf(image)} (${type}) cannot be read as a picture`,
    );
  }
}

async function shrink(bitmap: ImageBitmap, scale: number): Promise<ImageBitmap> {
  const shrunk = (side: number): number => Math.max(1, Math.round(side * scale));
  const size = { resizeWidth: shrunk(bitmap.width), resizeHeight: shrunk(bitmap.height) };
  const small = await createImageBitmap(bitmap, { ...size, resizeQuality: 'high' });
  bitmap.close();
  return small;
}

function nameOf(image: Blob): string {
  return image instanceof File ? image.name : '?';
}
