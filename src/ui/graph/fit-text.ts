/** Mean width of a letter at 12 pixels: of the text face, bold and light, and of the monospaced one. */
const WIDTHS = { bold: 6.35, sans: 5.7, mono: 7.25 } as const;

/** A text cut in the middle with `…` so that it fits a width in pixels at 12 pixels' size. Estimated, so that nothing is measured. */
export function fitText(text: string, width: number, face: keyof typeof WIDTHS = 'bold'): string {
  const room = Math.max(3, Math.floor(width / WIDTHS[face]));
  if (text.length <= room) return text;
  const tail = Math.floor((room - 1) / 2);
  return `${text.slice(0, room - 1 - tail)}…${text.slice(text.length - tail)}`;
}
