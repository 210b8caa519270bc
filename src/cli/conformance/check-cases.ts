import { type Tensor, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { ShapeError } from '../../engine/errors.ts';
import { layers } from '../../engine/layers/index.ts';
import type { LayerSpec } from '../../engine/layers/LayerSpec.ts';
import type { Shape } from '../../engine/shape.ts';
import { ops } from '../../runtime/ops/index.ts';
import type { Op } from '../../runtime/ops/Op.ts';
import { type CaseTensor, Inexpressible, type OperatorCase, type Verdict } from './operator-case.ts';
import type { Step } from './Step.ts';
import { translate } from './translate.ts';

export type { OperatorCase, Verdict };

/** Largest difference that passes, as a share of the largest expected value (at least 1). */
const TOLERANCE = 1e-4;

/** Runs operator cases on the backend in use. */
export async function checkCases(cases: readonly OperatorCase[]): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const test of cases) verdicts.push(await checkCase(test));
  return verdicts;
}

async function checkCase(test: OperatorCase): Promise<Verdict> {
  try {
    const steps = translate(test);
    const result = tidy(() =>
      toTorchOrder(steps.reduce<Tensor | undefined>((previous, step) => compute(step, previous), undefined)),
    );
    const found = await result.data();
    result.dispose();
    const reason = difference(found, test.outputs[0]);
    return { name: test.name, result: reason === '' ? 'passed' : 'failed', reason };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A rule of our layers that the case breaks (torch's padding of at most half a kernel) is a thing that they cannot express.
    const isSkipped = error instanceof Inexpressible || error instanceof ShapeError;
    return { name: test.name, result: isSkipped ? 'skipped' : 'failed', reason };
  }
}

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

function difference(found: ArrayLike<number>, expected: CaseTensor | undefined): string {
  if (expected === undefined) return 'the case expects nothing';
  if (found.length !== expected.data.length) return `${found.length} values instead of ${expected.data.length}`;
  const scale = expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = expected.data.reduce((most, value, index) => {
    const ours = found[index] ?? Number.NaN;
    return Object.is(ours, value) ? most : Math.max(most, Math.abs(value - ours));
  }, 0);
  return worst <= TOLERANCE * scale ? '' : `differs by ${worst} where ${TOLERANCE * scale} is allowed`;
}
