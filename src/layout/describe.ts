import type { NodeReport } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';
import type { Shape } from '../engine/shape.ts';
import type { Unit } from './units.ts';

/** How companions are written in a box. */
const SHORT: Readonly<Partial<Record<LayerKind, string>>> = {
  BatchNorm2d: 'bn',
  ReLU: 'relu',
  LeakyReLU: 'leaky relu',
  Sigmoid: 'σ',
  Tanh: 'tanh',
  GELU: 'gelu',
  Dropout: 'dropout',
  LocalResponseNorm: 'lrn',
};

/** A shape as it is written on boxes and edges: `256×14×14`. */
export function shapeText(shape: Shape): string {
  return shape.join('×');
}

/** Last part of a node's id, or of its module's path. */
export function shortName({ node }: NodeReport): string {
  const id = node.module ?? node.id;
  const inside = node.block !== undefined && id.startsWith(`${node.block}.`) ? id.slice(node.block.length + 1) : id;
  return inside.replace(/^(features|classifier|split_transforms|layer)\./, '$1.');
}

/** Kernel and stride in a few letters, `3×3 /2`, with groups where there are some; empty for layers without a window. */
function windowText({ node }: NodeReport): string {
  switch (node.kind) {
    case 'Conv2d':
    case 'ConvTranspose2d': {
      const groups = node.attrs.groups > 1 ? ` g${node.attrs.groups}` : '';
      return `${pairText(node.attrs.kernelSize)}${strideText(node.attrs.stride)}${groups}`;
    }
    case 'MaxPool2d':
    case 'AvgPool2d':
      return `${pairText(node.attrs.kernelSize)}${strideText(node.attrs.stride)}`;
    default:
      return '';
  }
}

/** What stands below a box's title: the shape that comes out, then window and companions, in one line or `split` in two. */
export function unitLines(unit: Unit, split: boolean): readonly string[] {
  const window = windowText(unit.first);
  const companions = unit.reports.slice(1).flatMap(({ node }) => SHORT[node.kind] ?? []);
  const parts = split ? [window, companions.join(' · ')] : [[window, ...companions].filter(Boolean).join(' · ')];
  return [shapeText(unit.last.output), ...parts.filter((part) => part !== '')];
}

function pairText([height, width]: readonly [number, number]): string {
  return `${height}×${width}`;
}

function strideText([height, width]: readonly [number, number]): string {
  if (height === 1 && width === 1) return '';
  return height === width ? ` /${height}` : ` /${height}×${width}`;
}
