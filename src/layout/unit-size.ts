import { shortName, unitLines } from './describe.ts';
import { extentOf, type Metrics } from './metrics.ts';
import { textWidth } from './text-width.ts';
import { isMerge, type Unit } from './units.ts';

/** Where a box stands: on the spine, alone in its row of an open block, or in one of several branches. */
export type Standing = 'spine' | 'block' | 'branch';

/** Size of a unit's box, and the lines below its title. */
export interface UnitSize {
  readonly length: number;
  readonly extent: number;
  readonly lines: readonly string[];
}

/** Room for the bar at a box's left and for the margins around its text. */
const AROUND_TEXT = 24;
const NARROWEST = 72;
/** From top to bottom: length of a box with a title and two lines, and with three. */
const TWO_LINES = 58;
const THREE_LINES = 74;

/** Size of the box of a unit: from left to right as long as its text, on the spine as tall as its map. */
export function sizeOf(unit: Unit, standing: Standing, metrics: Metrics): UnitSize {
  if (isMerge(unit)) return { length: metrics.merge, extent: metrics.merge, lines: [] };
  const isWide = metrics.direction === 'horizontal';
  const isNarrow = standing === 'branch' && metrics.branch < metrics.inner;
  const lines = unitLines(unit, isNarrow || (isWide && standing === 'spine'));
  const extent = standing === 'spine' ? extentOf(unit.last.output, metrics) : isNarrow ? metrics.branch : metrics.inner;
  if (!isWide) return { length: isNarrow ? THREE_LINES : TWO_LINES, extent, lines };
  if (unit.first.node.kind === 'Input') return { length: metrics.folded, extent, lines };
  return { length: boxLength(shortName(unit.first), lines), extent, lines };
}

/** Length of a box from left to right that holds a title and lines of which the first is monospaced. */
export function boxLength(title: string, [first = '', ...others]: readonly string[]): number {
  const text = Math.max(
    textWidth(title, 'bold'),
    textWidth(first, 'mono'),
    ...others.map((line) => textWidth(line, 'sans')),
  );
  return Math.max(NARROWEST, Math.ceil(text) + AROUND_TEXT);
}
