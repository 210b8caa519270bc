/** The engine's rule that a network broke, with everything a sentence in any language needs. */
export interface ErrorDetails {
  /** Id of the node at fault; empty for a layer on its own. */
  readonly node: string;
  /** Message id in `i18n/<lang>/errors.json`, such as `kernelTooLarge`. */
  readonly rule: string;
  /** Numbers and names for the sentence. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What would make it fit, in English. */
  readonly repair: string;
}

class RuleError extends Error {
  readonly details: ErrorDetails;
  constructor(message: string, details: ErrorDetails) {
    super(message);
    this.details = details;
  }
}

/** A shape that does not fit: `layer2.0.conv2: groups 32 does not divide in_channels 100. Use …`. */
export class ShapeError extends RuleError {
  override readonly name = 'ShapeError';
}

/** A graph that is not one: unknown input, repeated id. */
export class GraphError extends RuleError {
  override readonly name = 'GraphError';
}

/** The error of a node that reads what no node before it is called. */
export function unknownInput(node: string, input: string): GraphError {
  const repair = 'the id of an earlier node';
  return new GraphError(`${node} reads "${input}", which no node before it is called. Use ${repair}.`, {
    node,
    rule: 'unknownInput',
    values: { input },
    repair,
  });
}
