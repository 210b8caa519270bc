/** Height and width of a picture, in pixels. */
export type Size = readonly [height: number, width: number];

/** Longest side that is taken, in pixels; a network at 8192×8192 already needs tens of gigabytes to run. */
export const MAX_SIDE = 8192;

/** Most classes that are taken; ImageNet-21k has 21,843. */
export const MAX_CLASSES = 100_000;

/** Whether both sides are whole numbers from 1 to `MAX_SIDE`. */
export function isSize([height, width]: Size): boolean {
  return [height, width].every((side) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE);
}

/** Whether a number of classes is a whole number from 1 to `MAX_CLASSES`. */
export function isClasses(classes: number): boolean {
  return Number.isInteger(classes) && classes >= 1 && classes <= MAX_CLASSES;
}

/** A size as the address writes it: `224x224`. */
export function formatSize([height, width]: Size): string {
  return `${height}x${width}`;
}

/** Reads `224x160`, `224×160`, or `224` for a square; `null` if it is no size. */
export function parseSize(text: string): Size | null {
  const match = /^\s*(\d{1,5})\s*(?:[x×*]\s*(\d{1,5})\s*)?$/i.exec(text);
  if (match === null) return null;
  const height = Number(match[1]);
  const size: Size = [height, match[2] === undefined ? height : Number(match[2])];
  return isSize(size) ? size : null;
}

/** Reads a number of classes; `null` if it is none. */
export function parseClasses(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,6}$/.test(trimmed)) return null;
  const classes = Number(trimmed);
  return isClasses(classes) ? classes : null;
}
