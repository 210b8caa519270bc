/** Mean width of a letter at 12 pixels: of the text face, bold and light, and of the monospaced one. */
const WIDTHS = { bold: 6.9, sans: 5.7, mono: 7.25 } as const;

/** A face in which text is set. */
export type Face = keyof typeof WIDTHS;

/** Width of a text at 12 pixels' size, in pixels. Estimated from its length, so that nothing has to be measured. */
export function textWidth(text: string, face: Face): number {
  return text.length * WIDTHS[face];
}

/** How many letters fit a width in pixels at 12 pixels' size. */
export function lettersIn(width: number, face: Face): number {
  return Math.floor(width / WIDTHS[face]);
}
