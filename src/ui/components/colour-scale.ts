/** A colour map over −1…1 as 511 RGB triples: negative, zero, positive, from the theme's tokens. */
export type ColourTable = Uint8ClampedArray;

const STEPS = 255;

/** The diverging map of the theme that is shown: blue for negative, paper for zero, red for positive. */
export function readColourTable(element: Element): ColourTable {
  const style = getComputedStyle(element);
  const [negative, zero, positive] = ['--map-negative', '--map-zero', '--map-positive'].map((token) =>
    parseHex(style.getPropertyValue(token).trim()),
  );
  const table = new Uint8ClampedArray((2 * STEPS + 1) * 3);
  for (let step = -STEPS; step <= STEPS; step++) {
    const share = Math.abs(step) / STEPS;
    const end = (step < 0 ? negative : positive) ?? [0, 0, 0];
    for (let channel = 0; channel < 3; channel++) {
      const from = zero?.[channel] ?? 255;
      table[(step + STEPS) * 3 + channel] = from + ((end[channel] ?? 0) - from) * share;
    }
  }
  return table;
}

/** Writes values as RGBA pixels: ±`limit` get the ends of the map, NaN and infinity are magenta. */
export function paint(
  values: Float32Array,
  limit: number,
  table: ColourTable,
  pixels: Uint8ClampedArray,
  offset: number,
): void {
  const scale = limit > 0 ? STEPS / limit : 0;
  for (let index = 0, at = offset; index < values.length; index++, at += 4) {
    const value = values[index] ?? 0;
    if (!Number.isFinite(value)) {
      pixels.set([255, 0, 255, 255], at);
      continue;
    }
    const step = (Math.max(-STEPS, Math.min(STEPS, Math.round(value * scale))) + STEPS) * 3;
    pixels[at] = table[step] ?? 0;
    pixels[at + 1] = table[step + 1] ?? 0;
    pixels[at + 2] = table[step + 2] ?? 0;
    pixels[at + 3] = 255;
  }
}

function parseHex(colour: string): readonly number[] {
  const digits = /^#([0-9a-f]{6})$/i.exec(colour)?.[1] ?? '808080';
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}
