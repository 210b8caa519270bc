import type { LayerAttrs, LayerKind } from '../engine/layers/attrs.ts';
import type { Shape } from '../engine/shape.ts';

/** Kinds of layer that can stand in a chain: those with one input. */
export type ChainKind = Exclude<LayerKind, 'Input' | 'Add' | 'Concat' | 'ZeroPadShortcut'>;

interface LayerOf<Kind extends ChainKind> {
  readonly kind: Kind;
  readonly attrs: LayerAttrs[Kind];
  /** Channels (of Linear: features) that the layer says must arrive, as `in_channels` does in torch; `null` takes whatever arrives. */
  readonly expects: number | null;
}

/** One layer of a chain with its settings. */
export type ChainLayer = { [Kind in ChainKind]: LayerOf<Kind> }[ChainKind];

/** A network without branches, as people write `nn.Sequential`. Plain data. */
export interface Chain {
  /** `[C, H, W]`, or `[features]` */
  readonly input: Shape;
  readonly layers: readonly ChainLayer[];
}

/** Most layers of a chain; the longest chain of torchvision, VGG-19 with BatchNorm, has 63. */
export const MAX_LAYERS = 256;
