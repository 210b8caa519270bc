/** What of one axis is drawn around an output, in cells. */
export interface CropAxis {
  /** First drawn cell of the padded input, and how many. */
  readonly inputStart: number;
  readonly inputCount: number;
  readonly outputStart: number;
  readonly outputCount: number;
  /** Cells of the padded input that the window of this output reads. */
  readonly read: readonly number[];
}

/** How one axis of the layer moves. */
export interface CropSpec {
  readonly padded: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

/** At most this many cells of the input and of the output are drawn. */
const INPUT_ROOM = 11;
const OUTPUT_ROOM = 6;

/** The part of an axis around one output: its window in the middle, the ends where they come into reach. */
export function cropAxis({ padded, output, kernel, stride, dilation }: CropSpec, at: number): CropAxis {
  const reach = dilation * (kernel - 1) + 1;
  const inputCount = Math.min(padded, Math.max(INPUT_ROOM, Math.min(reach + 2, 24)));
  const centred = at * stride - Math.floor((inputCount - reach) / 2);
  const inputStart = Math.min(Math.max(0, centred), padded - inputCount);
  const outputCount = Math.min(output, OUTPUT_ROOM);
  const outputStart = Math.min(Math.max(0, at - Math.floor(outputCount / 2)), output - outputCount);
  const read = Array.from({ length: kernel }, (_, index) => at * stride + index * dilation);
  return { inputStart, inputCount, outputStart, outputCount, read };
}

/** Outputs whose window reads one cell of the padded input. */
export function readers({ output, kernel, stride, dilation }: CropSpec, cell: number): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < kernel; index++) {
    const at = (cell - index * dilation) / stride;
    if (Number.isInteger(at) && at >= 0 && at < output) found.push(at);
  }
  return found.sort((a, b) => a - b);
}
