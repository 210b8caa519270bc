import type { Analysis } from '../engine/analysis.ts';
import type { Canvas } from './canvas.ts';
import { type Item, reportsOf } from './collapse.ts';
import { type Metrics, thicknessOf } from './metrics.ts';
import { drawUnit } from './place-block.ts';
import { sizeOf } from './unit-size.ts';

/** A head that only trains, and the end of what it reads, along the network. */
export interface Side {
  readonly item: Item;
  readonly end: number;
}

/** Length of a folded head: its name must fit. */
const FOLDED = 56;

/**
 * Heads that only train hang at the far side of everything on the spine, each from the place where it reads: folded, or as a chain of
 * layers. Those that read last hang nearest, so that no line to another crosses them. Post-condition: none overlaps another.
 */
export function placeSides(
  canvas: Canvas,
  analysis: Analysis,
  sides: readonly Side[],
  bottom: number,
  metrics: Metrics,
): void {
  const rowStarts: number[] = [];
  for (const { item, end } of sides.toReversed()) {
    const start = end + metrics.gap;
    const pieces = piecesOf(item, metrics);
    const stop = pieces.reduce((at, { size }) => at + size.length + metrics.gap, start);
    const free = rowStarts.findIndex((rowStart) => stop < rowStart - metrics.gap);
    const row = free === -1 ? rowStarts.length : free;
    rowStarts[row] = end;
    const cross = bottom + metrics.inner * (row + 1) + metrics.branchGap * row;
    const turn = end + metrics.gap / 3;
    const lead = [
      [end, 0],
      [turn, 0],
      [turn, cross],
      [start, cross],
    ] as const;
    let at = start;
    for (const [index, { id, input, size, draw }] of pieces.entries()) {
      const shape = analysis.byId.get(input)?.output ?? [];
      const line =
        index === 0
          ? lead
          : ([
              [at - metrics.gap, cross],
              [at, cross],
            ] as const);
      canvas.edge(`${input}>${id}`, line, shape, thicknessOf(shape), true);
      draw(canvas, at, cross);
      at += size.length + metrics.gap;
    }
  }
}

/** Something of a head that is drawn as one box. */
interface Piece {
  readonly id: string;
  /** Id of the node that it reads. */
  readonly input: string;
  readonly size: { readonly length: number };
  draw(canvas: Canvas, main: number, cross: number): void;
}

function piecesOf(item: Item, metrics: Metrics): readonly Piece[] {
  if (item.type === 'open')
    return item.units.map((unit) => {
      const size = sizeOf(unit, 'block', metrics);
      const { id, inputs } = unit.first.node;
      return {
        id,
        input: inputs[0] ?? '',
        size,
        draw: (canvas, main, cross) => drawUnit(canvas, { unit, main, cross, onShortcut: false, ...size }),
      };
    });
  const reports = reportsOf(item);
  const span = { length: FOLDED, extent: metrics.inner };
  const box = {
    id: idOf(item),
    role: 'block',
    nodes: reports.map(({ node }) => node.id),
    kind: reports[0]?.node.kind ?? 'Identity',
    title: idOf(item),
    lines: [],
    canOpen: item.type === 'folded',
    faded: true,
  } as const;
  const draw = (canvas: Canvas, main: number, cross: number): void => canvas.box({ main, cross, ...span }, box);
  return [{ id: box.id, input: reports[0]?.node.inputs[0] ?? '', size: span, draw }];
}

function idOf(item: Item): string {
  return item.type === 'folded' || item.type === 'open' ? item.block.id : (reportsOf(item)[0]?.node.id ?? '');
}
