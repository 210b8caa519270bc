import type { ShortcutKind } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';
import type { Shape } from '../engine/shape.ts';

/** Which way the network runs: from left to right, or from top to bottom. */
export type Direction = 'horizontal' | 'vertical';

/** How much is shown: 0 stages, 1 blocks, 2 layers; and what is open beyond that. */
export interface LayoutView {
  readonly level: 0 | 1 | 2;
  readonly opened: ReadonlySet<string>;
  readonly direction: Direction;
  /** Pixels across the network that there are for it; the largest maps use them. */
  readonly room?: number;
}

/** A place, in pixels at zoom 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle, in pixels at zoom 1. */
export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** Something to be drawn as a box: a stage, a folded block, one or a few layers, or a place where tensors meet. */
export interface Box extends Rect {
  readonly id: string;
  readonly role: 'stage' | 'block' | 'layer' | 'merge';
  /** Ids of the nodes that it stands for, in the order of execution. */
  readonly nodes: readonly string[];
  /** Kind of its first node: colour and mark. */
  readonly kind: LayerKind;
  readonly title: string;
  /** What stands below the title: kernel, companions, shape. */
  readonly lines: readonly string[];
  /** Whether it holds more than it shows. */
  readonly canOpen: boolean;
  /** Does not run at inference. */
  readonly faded: boolean;
}

/** The frame around an open block. */
export interface Frame extends Rect {
  readonly id: string;
  readonly title: string;
  readonly type: string;
}

/** A tensor on its way between boxes. */
export interface Edge {
  readonly id: string;
  readonly points: readonly Point[];
  readonly shape: Shape;
  /** Width of the line, in pixels: by channels. */
  readonly thickness: number;
  readonly faded: boolean;
  /** Where the shape can be written; absent where there is no room. */
  readonly label?: Point;
}

/** A shortcut in its own lane. */
export interface Lane {
  /** Id of the `Add` node. */
  readonly id: string;
  readonly kind: ShortcutKind;
  readonly points: readonly Point[];
  /** Nodes on the shortcut. */
  readonly nodes: readonly string[];
  /** Where its words can stand; absent where there is no room. */
  readonly label?: Point;
}

/** The title of a stage: above its boxes, or from top to bottom before them at the left of the spine, flush right. */
export interface StageTitle extends Point {
  readonly id: string;
  readonly title: string;
  /** Shape that the stage puts out. */
  readonly shape: Shape;
  /** Length of the line under the title. */
  readonly length: number;
}

/** A network as boxes and lines. */
export interface Layout {
  readonly direction: Direction;
  readonly bounds: Rect;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
  readonly lanes: readonly Lane[];
  readonly titles: readonly StageTitle[];
}
