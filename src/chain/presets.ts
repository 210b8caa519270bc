/** A chain to begin with. Its words are `own.preset.<id>`. */
export interface Preset {
  readonly id: 'stem' | 'lenet' | 'alexnet' | 'vgg' | 'broken';
  /** As `writeChain` writes it. */
  readonly chain: string;
}

/** Chains to begin with; the first is what the page shows where the address names none. */
export const presets: readonly [Preset, ...Preset[]] = [
  // torchvision's ResNet up to its first block.
  { id: 'stem', chain: 'v1,3x224x224,conv_64_k7_s2_p3_b0,bn,relu,max_k3_s2_p1' },
  // LeCun et al. 1998, with plain average pooling and a full connection table.
  {
    id: 'lenet',
    chain:
      'v1,1x32x32,conv_6_k5,tanh,avg_k2,conv_16_k5,tanh,avg_k2,flatten,linear_120,tanh,linear_84,tanh,linear_10,softmax_1',
  },
  // `features` of torchvision's AlexNet.
  {
    id: 'alexnet',
    chain:
      'v1,3x224x224,conv_64_k11_s4_p2,relu,max_k3_s2,conv_192_k5_p2,relu,max_k3_s2,conv_384_k3_p1,relu,conv_256_k3_p1,relu,conv_256_k3_p1,relu,max_k3_s2',
  },
  // The first block of torchvision's VGG-16.
  { id: 'vgg', chain: 'v1,3x224x224,conv_64_k3_p1,relu,conv_64_k3_p1,relu,max_k2' },
  // What goes wrong most: in_features counted for another picture size.
  { id: 'broken', chain: 'v1,1x28x28,conv_16_k5,relu,max_k2,conv_32_k5,relu,max_k2,flatten,linear_10_i800,softmax_1' },
];
