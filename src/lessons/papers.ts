/** Top-1 error on ImageNet's validation pictures, in percent. Source: He et al., arXiv 1512.03385, table 2 (10-crop). */
export const IMAGENET_ERROR = { plain18: 27.94, plain34: 28.54, resnet18: 27.88, resnet34: 25.03 } as const;

/** Share of each auxiliary head's loss in the total. Source: Szegedy et al., arXiv 1409.4842, section 5. */
export const AUXILIARY_WEIGHT = 0.3;

/** What striding on the 3×3 gains in top-1 on ImageNet, in percentage points, "about". Source: NVIDIA, DeepLearningExamples, ResNet50 v1.5 for PyTorch, README. */
export const V15_GAIN = 0.5;

/** Top-1 error on ImageNet's validation pictures, in percent, by cardinality and width. Source: Xie et al., arXiv 1611.05431, table 3. */
export const RESNEXT_ERROR = { '1x64': 23.9, '2x40': 23.0, '4x24': 22.6, '8x14': 22.3, '32x4': 22.2 } as const;
