import type { Shape } from '../engine/shape.ts';
import type { Box, Direction, Edge, Frame, Lane, Point, Rect, StageTitle } from './Layout.ts';

/** A rectangle in the network's own axes: along it (`main`) and across it (`cross`, middle). */
export interface Span {
  readonly main: number;
  readonly length: number;
  readonly cross: number;
  readonly extent: number;
}

/** What has been placed so far, in the network's own axes turned to x and y. */
export class Canvas {
  readonly boxes: Box[] = [];
  readonly frames: Frame[] = [];
  readonly edges: Edge[] = [];
  readonly lanes: Lane[] = [];
  readonly titles: StageTitle[] = [];
  readonly #direction: Direction;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  /** A point: `main` along the network, `cross` across it. From top to bottom, lanes stand at the left. */
  point(main: number, cross: number): Point {
    return this.#direction === 'horizontal' ? { x: main, y: cross } : { x: cross, y: main };
  }

  rect({ main, length, cross, extent }: Span): Rect {
    const { x, y } = this.point(main, cross - extent / 2);
    return this.#direction === 'horizontal'
      ? { x, y, width: length, height: extent }
      : { x, y, width: extent, height: length };
  }

  box(span: Span, box: Omit<Box, keyof Rect>): void {
    // Names first, then one spread: V8 takes fifty times as long for an object that begins with a spread and goes on.
    const { x, y, width, height } = this.rect(span);
    this.boxes.push({ x, y, width, height, ...box });
  }

  edge(
    id: string,
    points: readonly (readonly [number, number])[],
    shape: Shape,
    thickness: number,
    faded: boolean,
    label?: readonly [number, number],
  ): void {
    this.edges.push({
      id,
      points: points.map(([main, cross]) => this.point(main, cross)),
      shape,
      thickness,
      faded,
      ...(label !== undefined && { label: this.point(...label) }),
    });
  }
}
