import { type Tensor, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { layers } from '../../engine/layers/index.ts';
import type { LayerSpec } from '../../engine/layers/LayerSpec.ts';
import type { Shape } from '../../engine/shape.ts';
import { ops } from '../../runtime/ops/index.ts';
import type { Op } from '../../runtime/ops/Op.ts';
import type { Compute } from './check-cases.ts';
import type { CaseTensor } from './operator-case.ts';
import type { Step } from './Step.ts';

/** Computes steps with the operations of the faithful executor on the backend in use, the whole batch at once. */
export const byOperations: Compute = async (steps) => {
  const result = tidy(() =>
    toTorchOrder(steps.reduce<Tensor | undefined>((previous, step) => compute(step, previous), undefined)),
  );
  const values = await result.data();
  result.dispose();
  return { results: [{ from: 'the operation', values }] };
};

function compute(step: Step, previous: Tensor | undefined): Tensor {
  const inputs = [
    ...(step.continues === true && previous !== undefined ? [previous] : []),
    ...step.inputs.map(toTensor),
  ];
  const shapes = inputs.map(({ shape }) => withoutBatch(shape));
  const arrays = Object.fromEntries(
    Object.entries(step.arrays ?? {}).map(([name, { data, shape }]) => [
      name,
      { data: Float32Array.from(data), shape },
    ]),
  );
  // Both tables are total: the entries of a kind take that kind's attributes.
  const op = ops[step.kind] as Op<typeof step.kind>;
  const output = (layers[step.kind] as LayerSpec<unknown>).outputShape(shapes, step.attrs);
  const weights = op.prepare?.(arrays, step.attrs as never, shapes[0] ?? []) ?? {};
  return op.run(inputs, step.attrs as never, weights, output);
}

/** Feature maps stand channels last in the runtime. */
function toTensor({ shape, data }: CaseTensor): Tensor {
  const plain = tensor(Float32Array.from(data), [...shape]);
  return shape.length === 4 ? transpose(plain, [0, 2, 3, 1]) : plain;
}

function toTorchOrder(result: Tensor | undefined): Tensor {
  if (result === undefined) throw new Error('no step gave a result');
  return result.rank === 4 ? transpose(result, [0, 3, 1, 2]) : result;
}

function withoutBatch(shape: readonly number[]): Shape {
  const [, ...rest] = shape;
  if (rest.length !== 3) return rest;
  const [height = 1, width = 1, channels = 1] = rest;
  return [channels, height, width];
}
