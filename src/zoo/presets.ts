import type { BuildOptions, Preprocessing } from './NetworkEntry.ts';

/** Pictures of 224×224 and the 1,000 classes of ImageNet. */
export const IMAGENET: BuildOptions = { size: [224, 224], classes: 1000 };

/** Pictures of 32×32 and the ten classes of CIFAR-10. */
export const CIFAR10: BuildOptions = { size: [32, 32], classes: 10 };

/** torchvision's preset for its first weights. Source: torchvision.transforms._presets.ImageClassification. */
export const IMAGENET_PREPROCESSING: Preprocessing = {
  resize: 256,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** No resizing beyond the input itself; mean and deviation of CIFAR-10's training pictures. */
export const CIFAR_PREPROCESSING: Preprocessing = {
  resize: 32,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};
