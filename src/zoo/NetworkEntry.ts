import type { Graph } from '../engine/graph.ts';

/** How a picture becomes the network's input, in the terms of torchvision's presets. */
export interface Preprocessing {
  /** Length of the shorter side after resizing (antialiased bilinear), in pixels, for the default input size. */
  readonly resize: number;
  /** Subtracted from the channels R, G, B after scaling to 0…1. */
  readonly mean: readonly [number, number, number];
  /** What the channels are then divided by. */
  readonly std: readonly [number, number, number];
}

/** The settings that a network can be built with. */
export interface BuildOptions {
  /** Height and width of the picture, in pixels. */
  readonly size: readonly [height: number, width: number];
  /** Number of classes: the width of the last layer. */
  readonly classes: number;
}

/** The families that the network picker groups by. */
export type Family = 'ResNet' | 'ResNeXt' | 'VGG' | 'AlexNet' | 'GoogLeNet' | 'CIFAR' | 'Keras' | 'Articles';

/** One network of the zoo. */
export interface NetworkEntry {
  /** torchvision's name where it has one: `resnet50`. Stands in the address. */
  readonly id: string;
  /** `ResNet-50` */
  readonly title: string;
  readonly family: Family;
  /** Short label of what is different: `v1.5`, `Keras`, `CIFAR`. Empty where nothing is. */
  readonly variant: string;
  readonly year: number;
  /** arXiv id or DOI of the paper. */
  readonly paper: string;
  readonly defaults: BuildOptions;
  readonly preprocessing: Preprocessing;
  /** The graph at these settings. Shapes are checked by `analyze`, not here. */
  build(options: BuildOptions): Graph;
}
