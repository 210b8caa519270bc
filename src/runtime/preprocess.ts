/** A picture becomes numbers: resize the shorter side, crop the centre, normalise. Sizes in pixels. */
export interface PreprocessSpec {
  readonly resize: number;
  readonly crop: readonly [height: number, width: number];
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** A picture of 8-bit channels, four bytes a pixel, row by row. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** The input of the network, and the picture as it was cropped. */
export interface Preprocessed {
  /** `[3, H, W]` */
  readonly input: Float32Array;
  /** Height and width after resizing, before the crop. */
  readonly resized: readonly [number, number];
  readonly cropped: Rgba;
}

/**
 * torchvision's preset on a PIL image: `Resize`, `CenterCrop`, `ToTensor`, `Normalize`, byte for byte. Transparent pixels are laid
 * on white. Source: torchvision/transforms/functional.py 0.14; Pillow's Resample.c for the antialiased bilinear filter.
 */
export function preprocess(picture: Rgba, { resize, crop, mean, std }: PreprocessSpec): Preprocessed {
  const size = resizedSize([picture.height, picture.width], resize);
  const rows = middle(size[0], crop[0]);
  const columns = middle(size[1], crop[1]);
  const visible = resample(onWhite(picture), size, rows, columns);
  const cropped = onBlack(visible, crop, rows.margin, columns.margin);
  return { input: normalise(cropped, mean, std), resized: size, cropped };
}

/** Height and width when the shorter side becomes `shorter`; the longer is cut to whole pixels, as torchvision does. */
function resizedSize([height, width]: readonly [number, number], shorter: number): readonly [number, number] {
  if (width <= height) return [Math.max(1, Math.trunc((shorter * height) / width)), shorter];
  return [shorter, Math.max(1, Math.trunc((shorter * width) / height))];
}

function onWhite(picture: Rgba): Rgba {
  const { data } = picture;
  let opaque = true;
  for (let at = 3; at < data.length && opaque; at += 4) opaque = data[at] === 255;
  if (opaque) return picture;
  const flat = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel++)
      flat[at + channel] = (data[at + channel] ?? 0) * alpha + 255 * (1 - alpha);
    flat[at + 3] = 255;
  }
  return { ...picture, data: flat };
}

/** What of one axis of the resized picture is in the crop. */
interface Part {
  readonly start: number;
  readonly count: number;
  /** Black pixels before it, where the picture is smaller than the crop. */
  readonly margin: number;
}

/** The middle of an axis. Source: torchvision.transforms.functional.center_crop. */
function middle(size: number, crop: number): Part {
  if (crop > size) return { start: 0, count: size, margin: Math.floor((crop - size) / 2) };
  return { start: roundHalfEven((size - crop) / 2), count: crop, margin: 0 };
}

/** Bits of Pillow's fixed-point weights: 32 − 8 − 2. */
const PRECISION = 22;

interface Kernel {
  /** First source pixel of each target pixel of the part. */
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `width` weights for each target pixel, in units of 2⁻²². */
  readonly weights: Int32Array;
  readonly width: number;
}

/** Weights of a triangle filter that widens when the picture shrinks. Source: Pillow, precompute_coeffs and normalize_coeffs_8bpc. */
function triangleKernel(from: number, to: number, part: Part): Kernel {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = stretch;
  const width = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(part.count);
  const counts = new Int32Array(part.count);
  const weights = new Int32Array(part.count * width);
  for (let target = 0; target < part.count; target++) {
    const centre = (part.start + target + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(from, Math.trunc(centre + support + 0.5)) - start;
    const row = Array.from({ length: count }, (_unused, tap) =>
      Math.max(0, 1 - Math.abs((tap + start - centre + 0.5) / stretch)),
    );
    const total = row.reduce((sum, value) => sum + value, 0);
    starts[target] = start;
    counts[target] = count;
    row.forEach((value, tap) => {
      weights[target * width + tap] = Math.trunc((value / total) * 2 ** PRECISION + 0.5);
    });
  }
  return { starts, counts, weights, width };
}

/** The part of the resized picture that the crop keeps: a strip of one pixel by thousands would be gigabytes as a whole. */
function resample(picture: Rgba, [height, width]: readonly [number, number], rows: Part, columns: Part): Rgba {
  return resampleAxis(resampleAxis(picture, width, 'width', columns), height, 'height', rows);
}

/** Each axis is rounded to bytes. One that keeps its size keeps its bytes. */
function resampleAxis(picture: Rgba, size: number, axis: 'width' | 'height', part: Part): Rgba {
  if (size === picture[axis] && part.count === size) return picture;
  const { starts, counts, weights, width: taps } = triangleKernel(picture[axis], size, part);
  const width = axis === 'width' ? part.count : picture.width;
  const height = axis === 'height' ? part.count : picture.height;
  const step = axis === 'width' ? 4 : picture.width * 4;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const place = axis === 'width' ? column : row;
      const start = starts[place] ?? 0;
      const from = axis === 'width' ? (row * picture.width + start) * 4 : (start * picture.width + column) * 4;
      const to = (row * width + column) * 4;
      const first = place * taps;
      const count = counts[place] ?? 0;
      for (let channel = 0; channel < 3; channel++) {
        let sum = 2 ** (PRECISION - 1);
        for (let tap = 0, at = from + channel; tap < count; tap++, at += step)
          sum += (picture.data[at] ?? 0) * (weights[first + tap] ?? 0);
        data[to + channel] = Math.floor(sum / 2 ** PRECISION);
      }
      data[to + 3] = 255;
    }
  return { width, height, data };
}

/** Python's `round`: halves go to the even number. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** A picture of the crop's size; what the resized one does not fill is black, as center_crop leaves it. */
function onBlack(picture: Rgba, [height, width]: readonly [number, number], top: number, left: number): Rgba {
  if (picture.height === height && picture.width === width) return picture;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  for (let row = 0; row < picture.height; row++) {
    const line = picture.data.subarray(row * picture.width * 4, (row + 1) * picture.width * 4);
    data.set(line, ((row + top) * width + left) * 4);
  }
  return { width, height, data };
}

/** `ToTensor` and `Normalize` in float32, channel by channel. */
function normalise({ data, width, height }: Rgba, mean: readonly number[], std: readonly number[]): Float32Array {
  const cells = width * height;
  const input = new Float32Array(3 * cells);
  for (let channel = 0; channel < 3; channel++) {
    const [centre, spread] = [Math.fround(mean[channel] ?? 0), Math.fround(std[channel] ?? 1)];
    for (let cell = 0; cell < cells; cell++) {
      const value = Math.fround((data[cell * 4 + channel] ?? 0) / 255);
      input[channel * cells + cell] = Math.fround(value - centre) / spread;
    }
  }
  return input;
}
