import { type ColourTable, colourTable } from '../../engine/colour-map.ts';

/** The diverging colours of the theme that is shown: blue for negative, paper for zero, red for positive. */
export function readColourTable(element: Element): ColourTable {
  const style = getComputedStyle(element);
  const read = (token: string) => parseHex(style.getPropertyValue(token).trim());
  return colourTable(read('--map-negative'), read('--map-zero'), read('--map-positive'));
}

function parseHex(colour: string): readonly [number, number, number] {
  const digits = Number.parseInt(/^#([0-9a-f]{6})$/i.exec(colour)?.[1] ?? '808080', 16);
  return [digits >> 16, (digits >> 8) & 255, digits & 255];
}
