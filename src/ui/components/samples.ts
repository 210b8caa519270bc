import { CIFAR10_CLASSES } from '../../state/predictions.ts';

/** Pictures in `public/samples`, drawn by `scripts/samples`; their names are `run.sample.<id>`. */
export const samples = [...CIFAR10_CLASSES, 'cat-dog', 'plane-from-below', 'noise', 'blank'] as const;

/** One of the bundled pictures. */
export type Sample = (typeof samples)[number];
