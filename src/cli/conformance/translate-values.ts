import { type CaseTensor, Inexpressible, inputOf, numberOf, type OperatorCase, textOf } from './operator-case.ts';
import type { Step } from './Step.ts';

/** ONNX Gemm as our Linear, with an Add behind it where the bias is a matrix. */
export function gemm(test: OperatorCase): Step[] {
  const a = numberOf(test, 'transA', 0) === 1 ? transposed(inputOf(test, 0)) : inputOf(test, 0);
  const b = numberOf(test, 'transB', 0) === 1 ? inputOf(test, 1) : transposed(inputOf(test, 1));
  const weight = scaled(b, numberOf(test, 'alpha', 1));
  const [rows = 1] = a.shape;
  const [outFeatures = 1] = weight.shape;
  const c = test.inputs[2];
  if (c === undefined)
    return [{ kind: 'Linear', attrs: { outFeatures, bias: false }, inputs: [a], arrays: { weight } }];
  const bias = scaled(c, numberOf(test, 'beta', 1));
  const isMatrix = bias.data.length === rows * outFeatures && rows > 1;
  if (isMatrix)
    return [
      { kind: 'Linear', attrs: { outFeatures, bias: false }, inputs: [a], arrays: { weight } },
      { kind: 'Add', attrs: {}, inputs: [bias], continues: true },
    ];
  if (bias.data.length !== 1 && bias.data.length !== outFeatures)
    throw new Inexpressible('Linear has one bias for each output');
  const data = bias.data.length === 1 ? new Array<number>(outFeatures).fill(bias.data[0] ?? 0) : bias.data;
  return [
    {
      kind: 'Linear',
      attrs: { outFeatures, bias: true },
      inputs: [a],
      arrays: { weight, bias: { ...bias, shape: [outFeatures], data } },
    },
  ];
}

/** ONNX BatchNormalization at inference as our BatchNorm2d; other ranks are read as maps of one column. */
export function batchNormalization(test: OperatorCase): Step[] {
  if (numberOf(test, 'training_mode', 0) === 1) throw new Inexpressible('BatchNorm2d infers; its statistics are given');
  const x = inputOf(test, 0);
  const [batch = 1, channels = 1, ...rest] = x.shape;
  const input =
    x.shape.length === 4 ? x : { ...x, shape: [batch, channels, rest.reduce((product, size) => product * size, 1), 1] };
  const [weight, bias, mean, variance] = [inputOf(test, 1), inputOf(test, 2), inputOf(test, 3), inputOf(test, 4)];
  return [
    {
      kind: 'BatchNorm2d',
      attrs: { eps: numberOf(test, 'epsilon', 1e-5) },
      inputs: [input],
      arrays: { weight, bias, running_mean: mean, running_var: variance },
    },
  ];
}

/** ONNX LRN as our LocalResponseNorm; torch centres even windows elsewhere than ONNX. */
export function lrn(test: OperatorCase): Step[] {
  const size = numberOf(test, 'size', 1);
  if (size % 2 === 0) throw new Inexpressible('torch puts the odd channel of an even window before, ONNX behind');
  const attrs = {
    size,
    alpha: numberOf(test, 'alpha', 1e-4),
    beta: numberOf(test, 'beta', 0.75),
    k: numberOf(test, 'bias', 1),
  };
  return [{ kind: 'LocalResponseNorm', attrs, inputs: [inputOf(test, 0)] }];
}

/** ONNX Softmax or LogSoftmax; before opset 13 all axes from `axis` on were one. */
export function softmax(kind: 'Softmax' | 'LogSoftmax'): (test: OperatorCase) => Step[] {
  return (test) => {
    const x = inputOf(test, 0);
    const axis = numberOf(test, 'axis', test.opset < 13 ? 1 : -1);
    const at = axis < 0 ? axis + x.shape.length : axis;
    if (test.opset >= 13) return [{ kind, attrs: { dim: at }, inputs: [withBatch(x)] }];
    const rows = x.shape.slice(0, at).reduce((product, size) => product * size, 1);
    return [{ kind, attrs: { dim: 0 }, inputs: [{ ...x, shape: [rows, x.data.length / rows] }] }];
  };
}

/** ONNX Flatten: axes before `axis` are the batch. */
export function flatten(test: OperatorCase): Step[] {
  const x = inputOf(test, 0);
  const axis = numberOf(test, 'axis', 1);
  const at = axis < 0 ? axis + x.shape.length : axis;
  const batch = x.shape.slice(0, at).reduce((product, size) => product * size, 1);
  return [{ kind: 'Flatten', attrs: {}, inputs: [{ ...x, shape: [batch, ...x.shape.slice(at)] }] }];
}

/** ONNX Concat along channels, which is the first axis behind the batch. */
export function concat(test: OperatorCase): Step[] {
  const rank = inputOf(test, 0).shape.length;
  const axis = numberOf(test, 'axis', 1);
  const at = axis < 0 ? axis + rank : axis;
  const hasBatch = at === 1 && (rank === 2 || rank === 4);
  const takesBatch = at === 0 && (rank === 1 || rank === 3);
  if (!hasBatch && !takesBatch) throw new Inexpressible('Concat joins along channels');
  return [{ kind: 'Concat', attrs: {}, inputs: hasBatch ? test.inputs : test.inputs.map(withBatch) }];
}

/** ONNX Add and Sum of equal shapes as our Add. */
export function add(test: OperatorCase): Step[] {
  const [first] = test.inputs;
  if (test.inputs.some(({ shape }) => shape.join() !== first?.shape.join()))
    throw new Inexpressible('Add takes equal shapes: that is what skip connections are about');
  return [{ kind: 'Add', attrs: {}, inputs: test.inputs.map(withBatch) }];
}

/** ONNX Gelu without approximation as our GELU. */
export function gelu(test: OperatorCase): Step[] {
  if (textOf(test, 'approximate', 'none') !== 'none') throw new Inexpressible('GELU is the exact one');
  return [{ kind: 'GELU', attrs: {}, inputs: [withBatch(inputOf(test, 0))] }];
}

/** ONNX LeakyRelu as our LeakyReLU. */
export function leakyRelu(test: OperatorCase): Step[] {
  return [
    {
      kind: 'LeakyReLU',
      attrs: { negativeSlope: numberOf(test, 'alpha', 0.01) },
      inputs: [withBatch(inputOf(test, 0))],
    },
  ];
}

/** ONNX Dropout at inference as ours. */
export function dropout(test: OperatorCase): Step[] {
  if (test.outputs.length > 1 || (test.inputs[2]?.data[0] ?? 0) !== 0)
    throw new Inexpressible('Dropout does nothing at inference, and gives no mask');
  return [{ kind: 'Dropout', attrs: { p: 0.5 }, inputs: [withBatch(inputOf(test, 0))] }];
}

/** An operator of one input and no settings. */
export function plain(kind: 'ReLU' | 'Sigmoid' | 'Tanh' | 'Identity'): (test: OperatorCase) => Step[] {
  return (test) => [{ kind, attrs: {}, inputs: [withBatch(inputOf(test, 0))] }];
}

/** The same tensor as the only example of a batch. */
function withBatch(tensor: CaseTensor): CaseTensor {
  return { ...tensor, shape: [1, ...tensor.shape] };
}

function scaled(tensor: CaseTensor, factor: number): CaseTensor {
  return factor === 1 ? tensor : { ...tensor, data: tensor.data.map((value) => value * factor) };
}

function transposed({ dtype, shape, data }: CaseTensor): CaseTensor {
  const [rows = 1, columns = 1] = shape;
  return {
    dtype,
    shape: [columns, rows],
    data: data.map((_value, index) => data[(index % rows) * columns + Math.floor(index / rows)] ?? 0),
  };
}
