import { BLOCK_CHANNELS, type BlockSetting } from './block-forms.ts';
import { convParams } from './layer-costs.ts';
import { RESNEXT_ERROR } from './papers.ts';

/** Cardinalities that can be chosen. */
export const cardinalities: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** Widths that can be chosen: least and most. */
export const widthLimits = [1, 64] as const;

/** One branch as wide as the bottleneck's: what the others are held against. */
export const SINGLE_BRANCH: BlockSetting = { cardinality: 1, width: 64 };

/** The settings of the paper's table, with the error of ResNet-50 or ResNeXt-50 built from them. */
export const paperSettings: readonly (BlockSetting & { readonly error: number })[] = Object.entries(RESNEXT_ERROR).map(
  ([name, error]) => {
    const [cardinality = 1, width = 1] = name.split('x').map(Number);
    return { cardinality, width, error };
  },
);

/** Weights of the block's three convolutions, one by one. */
export function weightsOfBlock(
  { cardinality, width }: BlockSetting,
  channels: number = BLOCK_CHANNELS,
): readonly [squeeze: number, middle: number, expand: number] {
  const inner = cardinality * width;
  return [
    convParams({ from: channels, to: inner, kernel: 1 }),
    convParams({ from: inner, to: inner, kernel: 3, groups: cardinality }),
    convParams({ from: inner, to: channels, kernel: 1 }),
  ];
}

/** Weights of the block together. */
export function sumOfBlock(setting: BlockSetting, channels: number = BLOCK_CHANNELS): number {
  return weightsOfBlock(setting, channels).reduce((sum, weights) => sum + weights, 0);
}

/** The width at which a block of this cardinality comes nearest to the weights of `target`. */
export function levelWidth(cardinality: number, target: BlockSetting, channels: number = BLOCK_CHANNELS): number {
  const [least, most] = widthLimits;
  const widths = Array.from({ length: most - least + 1 }, (_unused, index) => least + index);
  return nearestTo(target, widths, channels, (width) => ({ cardinality, width }));
}

/** The cardinality at which a block with branches of this width comes nearest to the weights of `target`. */
export function levelCardinality(width: number, target: BlockSetting): number {
  return nearestTo(target, cardinalities, BLOCK_CHANNELS, (cardinality) => ({ cardinality, width }));
}

function nearestTo(
  target: BlockSetting,
  values: readonly number[],
  channels: number,
  settingOf: (value: number) => BlockSetting,
): number {
  const wanted = sumOfBlock(target, channels);
  const distance = (value: number): number => Math.abs(sumOfBlock(settingOf(value), channels) - wanted);
  return values.reduce((best, value) => (distance(value) < distance(best) ? value : best), values[0] ?? 1);
}
