import { type ConvolutionSpec, isDense } from './convolution.ts';
import { groups } from './shader.ts';

/** How a convolution kernel divides its work among threads. Whatever the form, weights lie the same way and bindings are the same. */
export interface ConvolutionForm {
  /** Output pixels of one thread, and vectors of four channels. */
  readonly pixels: number;
  readonly outs: 1 | 2;
  /** Tiles of a workgroup along channels and along pixels. */
  readonly group: readonly [number, number];
  /** Threads that share the sums of one tile, each over a part of the input channels. */
  readonly shares: number;
}

/** Whether a device has many cores that wait for memory, or is software that walks through a workgroup thread by thread. */
export type Adapter = 'gpu' | 'software';

const NARROW: ConvolutionForm = { pixels: 4, outs: 1, group: [8, 8], shares: 1 };
const WIDE: ConvolutionForm = { pixels: 4, outs: 2, group: [8, 8], shares: 1 };
const SHARED: readonly ConvolutionForm[] = [
  { pixels: 4, outs: 1, group: [8, 8], shares: 4 },
  { pixels: 4, outs: 1, group: [8, 4], shares: 8 },
  { pixels: 4, outs: 1, group: [8, 2], shares: 16 },
];

/** Every form. No workgroup has more than 256 threads or 16 KiB, which every device gives. */
export const FORMS: readonly ConvolutionForm[] = [
  WIDE,
  NARROW,
  { pixels: 8, outs: 2, group: [8, 8], shares: 1 },
  { pixels: 4, outs: 2, group: [16, 4], shares: 1 },
  { pixels: 2, outs: 1, group: [8, 8], shares: 1 },
  { pixels: 1, outs: 1, group: [8, 8], shares: 1 },
  { pixels: 4, outs: 2, group: [8, 4], shares: 4 },
  ...SHARED,
];

/** Threads below which a device is idle: software needs one for each core, a GPU some for each of its lanes, since all wait for memory. */
const FEW_THREADS: Readonly<Record<Adapter, number>> = { software: 2048, gpu: 16384 };

/** Vectors of channels that a share must have to be worth its threads. */
const LEAST_SHARE = 2;

/** The form for a shape where nothing was measured: the first that keeps the device busy, from large tiles to shared ones. */
export function defaultForm(spec: ConvolutionSpec, adapter: Adapter): ConvolutionForm {
  const forms = [WIDE, NARROW, ...(adapter === 'gpu' ? SHARED : [])].filter((form) => canTake(spec, form));
  return forms.find((form) => threadsOf(spec, form) >= FEW_THREADS[adapter]) ?? forms.at(-1) ?? NARROW;
}

/**
 * The forms worth measuring for a shape, eight at most: compiling is what takes time. Smaller tiles and shared sums are for shapes that leave
 * a GPU idle, larger tiles for the others.
 */
export function formsFor(spec: ConvolutionSpec): readonly ConvolutionForm[] {
  const usual = threadsOf(spec, NARROW);
  return FORMS.filter((form) => {
    const threads = threadsOf(spec, form);
    const isFine = form.shares > 1 || form.pixels * form.outs < NARROW.pixels;
    const isFit = isFine ? usual < (form.pixels === 1 ? FEW_THREADS.gpu / 4 : FEW_THREADS.gpu) : true;
    const isLarge = form.pixels * form.outs > WIDE.pixels * WIDE.outs;
    return canTake(spec, form) && isFit && threads >= (isLarge ? FEW_THREADS.gpu / 4 : FEW_THREADS.software);
  });
}

/** Whether a form computes a shape: two vectors of channels at once must read the same channels. */
export function canTake(spec: ConvolutionSpec, { outs, shares }: ConvolutionForm): boolean {
  const isPaired = spec.to.vectors % 2 === 0 && (isDense(spec) || spec.outWidth % 8 === 0);
  return (outs === 1 || isPaired) && (shares === 1 || spec.inVectors >= LEAST_SHARE * shares);
}

/** A form's name: pixels × vectors of a thread, tiles of a workgroup, shares of a sum. */
export function nameOf({ pixels, outs, group, shares }: ConvolutionForm): string {
  return `${pixels}x${outs} ${group.join('x')}${shares > 1 ? ` /${shares}` : ''}`;
}

/** What a convolution costs by: kernels of one class take about as long, whatever they add or clip at the end. */
export function classOf(spec: ConvolutionSpec): string {
  const { to, window, weights, inVectors, outWidth } = spec;
  const { kernelSize, stride, dilation } = window;
  const cut = isDense(spec) ? '' : ` by ${outWidth}`;
  const half = weights === 'f16' ? ' f16' : '';
  const apart = dilation.some((step) => step > 1) ? ` dilation ${dilation.join('x')}` : '';
  return `${kernelSize.join('x')} stride ${stride.join('x')}${apart} ${inVectors * 4}${cut} to ${to.channels} at ${to.height}x${to.width}${half}`;
}

function threadsOf({ to }: ConvolutionSpec, { pixels, outs, shares }: ConvolutionForm): number {
  return groups(to.height * to.width, pixels) * groups(to.vectors, outs) * shares;
}
