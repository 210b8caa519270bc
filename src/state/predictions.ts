import type { Prediction } from './RunSlice.ts';

/** The ten classes of CIFAR-10, in order. */
export const CIFAR10_CLASSES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

/** Classes by probability (softmax), the likeliest first. Classes without names keep their number. */
export function toPredictions(logits: Float32Array, names: readonly string[] | null): readonly Prediction[] {
  const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return Array.from(logits, (logit, index) => ({
    index,
    name: names?.[index] ?? null,
    logit,
    probability: Math.exp(logit - largest) / total,
  })).sort((a, b) => b.logit - a.logit);
}

/** English names of a network's classes: ImageNet's for 1,000, CIFAR-10's for a CIFAR network of ten; else `null`. */
export async function classNames(classes: number, family: string): Promise<readonly string[] | null> {
  if (classes === 10 && family === 'CIFAR') return CIFAR10_CLASSES;
  if (classes !== 1000) return null;
  const { IMAGENET_CLASSES } = await import('@tensorflow-models/mobilenet/dist/imagenet_classes');
  return Array.from({ length: 1000 }, (_unused, index) => firstName(IMAGENET_CLASSES[index] ?? ''));
}

/** Of several names for a class, the first. */
function firstName(names: string): string {
  return names.split(',')[0] ?? names;
}
