import { formatShape } from '../shape.ts';
import type { SoftmaxAttrs } from './attrs.ts';
import { onlyInput, shapeError } from './check.ts';
import type { LayerSpec } from './LayerSpec.ts';

/** exp(x) / Σ exp(x) along one axis (or its logarithm): the shape stays. Source: torch.nn.Softmax, torch.nn.LogSoftmax. */
export function softmaxSpec(kind: string): LayerSpec<SoftmaxAttrs> {
  return {
    outputShape(inputs, { dim }) {
      const input = onlyInput(kind, inputs);
      if (!Number.isInteger(dim) || dim < -input.length || dim >= input.length)
        throw shapeError(
          'badAxis',
          `${kind}: axis ${dim} does not exist in ${formatShape(input)}. Use -1.`,
          { axis: dim, shape: formatShape(input) },
          'dim -1',
        );
      return input;
    },
    parameters: () => [],
    macs: () => 0,
  };
}
