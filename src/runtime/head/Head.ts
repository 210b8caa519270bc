/** A linear layer that sorts features into classes. */
export interface HeadWeights {
  /** `[classes, width]`, row by row. */
  readonly weight: Float32Array;
  /** `[classes]` */
  readonly bias: Float32Array;
}

/** What a head learns from: one row of features for each picture, and its class. */
export interface HeadExamples {
  /** `[pictures, width]`, row by row. */
  readonly features: Float32Array;
  readonly labels: Int32Array;
  readonly width: number;
  readonly classes: number;
}

/** What one step of training met, before it changed anything. */
export interface HeadFrame {
  /** Mean cross-entropy. */
  readonly loss: number;
  /** Share of the pictures that are classified rightly. */
  readonly accuracy: number;
}
