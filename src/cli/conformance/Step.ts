import type { LayerAttrs, LayerKind } from '../../engine/layers/attrs.ts';
import type { CaseTensor } from './operator-case.ts';

interface StepOf<Kind extends LayerKind> {
  readonly kind: Kind;
  readonly attrs: LayerAttrs[Kind];
  /** With the batch axis first. A step without inputs of its own reads the output of the step before it. */
  readonly inputs: readonly CaseTensor[];
  /** Whether the output of the step before comes before the inputs. */
  readonly continues?: boolean;
  /** Arrays in PyTorch's layout. */
  readonly arrays?: Readonly<Record<string, CaseTensor>>;
}

/** One of our layers with what it is given. */
export type Step = { [Kind in LayerKind]: StepOf<Kind> }[LayerKind];
