/** Steps of the scale on each side of zero. */
export const STEPS = 255;

/** Where a colour table has the colour of what is not finite. */
export const NOT_FINITE = 2 * STEPS + 1;

/** The colours of signed values as RGBA, red in the lowest byte: −255 … 255 steps, then that of NaN and infinity. */
export type ColourTable = Uint32Array<ArrayBuffer>;

type Colour = readonly [red: number, green: number, blue: number];

const MAGENTA: Colour = [255, 0, 255];

/** A diverging table: from the colour of the least value through that of zero to that of the greatest. */
export function colourTable(negative: Colour, zero: Colour, positive: Colour): ColourTable {
  const table = new Uint32Array(NOT_FINITE + 1);
  for (let step = -STEPS; step <= STEPS; step++) {
    const end = step < 0 ? negative : positive;
    const share = Math.abs(step) / STEPS;
    const [red, green, blue] = zero.map((from, index) => from + ((end[index] ?? 0) - from) * share);
    table[step + STEPS] = pack([red ?? 0, green ?? 0, blue ?? 0]);
  }
  table[NOT_FINITE] = pack(MAGENTA);
  return table;
}

/** Steps a unit, where ±`limit` have the ends of the colours; 0 where all is zero, or not finite. */
export function scaleOf(limit: number): number {
  return limit > 0 ? STEPS / limit : 0;
}

/** One map wherever it lies: its first value, and how far each next one is from the one before, row by row. */
export interface MapValues {
  readonly data: Float32Array;
  readonly first: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Paints a map as `height × width` pixels, no more than it has rows and columns: ±`limit` have the ends of the colours. Where there are
 * fewer pixels than cells, each shows the cell in its middle, as a browser does that shrinks a picture without smoothing.
 */
export function paint(
  { data, first, stride, rows, columns }: MapValues,
  { height, width }: { readonly height: number; readonly width: number },
  limit: number,
  table: ColourTable,
  pixels: Uint32Array,
): void {
  const scale = scaleOf(limit);
  for (let row = 0, at = 0; row < height; row++) {
    const start = cellAt(row, height, rows) * columns;
    for (let column = 0; column < width; column++, at++) {
      const value = data[first + (start + cellAt(column, width, columns)) * stride] ?? Number.NaN;
      pixels[at] = table[colourOf(value, scale)] ?? 0;
    }
  }
}

/** The cell in the middle of a pixel. */
function cellAt(pixel: number, pixels: number, cells: number): number {
  return Math.floor(((2 * pixel + 1) * cells) / (2 * pixels));
}

function colourOf(value: number, scale: number): number {
  if (!Number.isFinite(value)) return NOT_FINITE;
  return Math.max(-STEPS, Math.min(STEPS, Math.round(value * scale))) + STEPS;
}

function pack(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = new Uint8ClampedArray(colour);
  return (red | (green << 8) | (blue << 16) | (255 << 24)) >>> 0;
}
