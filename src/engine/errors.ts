/** The engine's rule that a network broke, with everything a sentence in any language needs. */
export interface ErrorDetails {
  /** Id of the node at fault; empty for a layer on its own. */
  readonly node: string;
  /** Message id in `i18n/<lang>/errors.json`, such as `kernelTooLarge`. */
  readonly rule: string;
  /** Numbers and names for the sentence. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What would make it fit, in English; empty if nothing sensible can be said. */
  readonly repair: string;
}

/** A shape that does not fit: `layer2.0.conv2: groups 32 does not divide 100 input channels. Use …`. */
export class ShapeError extends Error {
  readonly details: ErrorDetails;
  constructor(message: string, details: ErrorDetails) {
    super(message);
    this.name = 'ShapeError';
    this.details = details;
  }
}

/** A graph that is not one: unknown input, repeated id, cycle. */
export class GraphError extends Error {
  readonly details: ErrorDetails;
  constructor(message: string, details: ErrorDetails) {
    super(message);
    this.name = 'GraphError';
    this.details = details;
  }
}
