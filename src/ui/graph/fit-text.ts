import { type Face, lettersIn } from '../../layout/text-width.ts';

/**
 * A text cut with `…` so that it fits a width in pixels at 12 pixels' size: a title (bold) at its beginning, since paths differ at their
 * ends; any other in the middle. Estimated, so that nothing is measured.
 */
export function fitText(text: string, width: number, face: Face = 'bold'): string {
  const room = Math.max(3, lettersIn(width, face));
  if (text.length <= room) return text;
  if (face === 'bold') return `…${text.slice(text.length - room + 1)}`;
  const tail = Math.floor((room - 1) / 2);
  return `${text.slice(0, room - 1 - tail)}…${text.slice(text.length - tail)}`;
}
