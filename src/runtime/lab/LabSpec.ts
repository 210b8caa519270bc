/** What the network of the lab has to learn. Two-dimensional points for dense layers, small pictures for convolutions. */
export type LabTask = 'spirals' | 'rings' | 'gratings';

/** Function after each layer of the body. */
export type LabActivation = 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'gelu';

/** How the weights begin. All are uniform in ±bound; the bound is what differs. */
export type LabInit = 'xavier' | 'he' | 'small' | 'large';

/** What carries x past a layer F: nothing, x itself, a learned projection of x, or x with F scaled by 1/√depth. */
export type LabShortcut = 'none' | 'identity' | 'projection' | 'scaled';

/** Everything that decides a training run: the same settings give the same numbers. */
export interface LabSpec {
  readonly task: LabTask;
  /** Fully connected layers, or 3×3 convolutions. */
  readonly layer: 'dense' | 'conv';
  /** Number of layers in the body, 2 to 100; a stem and a classifier come on top. */
  readonly depth: number;
  /** Features or channels of every layer of the body. */
  readonly width: number;
  readonly activation: LabActivation;
  readonly init: LabInit;
  readonly batchNorm: boolean;
  readonly shortcut: LabShortcut;
  readonly learningRate: number;
  readonly momentum: number;
  /** Examples a step. */
  readonly batchSize: number;
  readonly seed: number;
}

/** What one training step measured. Norms are Euclidean, one value a layer of the body, from the first to the last. */
export interface LabFrame {
  /** Steps taken before this one. */
  readonly step: number;
  /** Mean cross-entropy of the step's batch. */
  readonly loss: number;
  /** Share of the batch that was classified rightly, 0…1. */
  readonly accuracy: number;
  /** ‖∂L/∂W‖ of each layer. */
  readonly gradientNorms: readonly number[];
  /** ‖∂L/∂h‖ at the input of each layer. */
  readonly signalNorms: readonly number[];
  /** Root mean square of each layer's output. */
  readonly activationNorms: readonly number[];
  /** ‖ΔW‖ / ‖W‖ of each layer in this step. */
  readonly updateRatios: readonly number[];
}
