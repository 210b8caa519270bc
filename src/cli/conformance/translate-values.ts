import { type CaseTensor, Inexpressible, inputOf, numberOf, type OperatorCase, wordOf } from './operator-case.ts';
import type { Step } from './Step.ts';

/** ONNX Gemm, and MatMul of two matrices, as our Linear, with an Add behind it where the bias is not one for each output. */
export function gemm(test: OperatorCase): Step[] {
  const [left, right, c] = [inputOf(test, 0), inputOf(test, 1), test.inputs[2]];
  if (left.shape.length !== 2 || right.shape.length !== 2) throw new Inexpressible('Linear multiplies two matrices');
  const a = numberOf(test, 'transA', 0) === 1 ? transposed(left) : left;
  const b = numberOf(test, 'transB', 0) === 1 ? right : transposed(right);
  const weight = scaled(b, numberOf(test, 'alpha', 1));
  const [rows = 1] = a.shape;
  const [outFeatures = 1] = weight.shape;
  const linear = { kind: 'Linear', inputs: [a] } as const;
  if (c === undefined) return [{ ...linear, attrs: { outFeatures, bias: false }, arrays: { weight } }];
  const matrix = broadcast(scaled(c, numberOf(test, 'beta', 1)), rows, outFeatures);
  const isOneForEach = c.data.length === 1 || (c.data.length === outFeatures && c.shape.at(-1) === outFeatures);
  if (!isOneForEach)
    return [
      { ...linear, attrs: { outFeatures, bias: false }, arrays: { weight } },
      { kind: 'Add', attrs: {}, inputs: [matrix], continues: true },
    ];
  const bias = { ...matrix, shape: [outFeatures], data: matrix.data.slice(0, outFeatures) };
  return [{ ...linear, attrs: { outFeatures, bias: true }, arrays: { weight, bias } }];
}

/** ONNX BatchNormalization at inference as our BatchNorm2d; other ranks are read as maps of one column. */
export function batchNormalization(test: OperatorCase): Step[] {
  const trains = test.opset < 7 ? numberOf(test, 'is_test', 0) === 0 : numberOf(test, 'training_mode', 0) === 1;
  if (trains || test.outputs.length > 1) throw new Inexpressible('BatchNorm2d infers; its statistics are given');
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

/** ONNX Concat as ours, which joins the first axis behind the batch: axes before `axis` are the batch, those behind are one with it. */
export function concat(test: OperatorCase): Step[] {
  const { length: rank } = inputOf(test, 0).shape;
  const axis = numberOf(test, 'axis', 1);
  const at = axis < 0 ? axis + rank : axis;
  if (at === 1 && rank === 4) return [{ kind: 'Concat', attrs: {}, inputs: test.inputs }];
  const inputs = test.inputs.map((tensor) => {
    const batch = tensor.shape.slice(0, at).reduce((product, size) => product * size, 1);
    return { ...tensor, shape: [batch, tensor.data.length / batch] };
  });
  return [{ kind: 'Concat', attrs: {}, inputs }];
}

/** ONNX Add and Sum of equal shapes as our Add. */
export function add(test: OperatorCase): Step[] {
  const [first] = test.inputs;
  if (test.inputs.some(({ shape }) => shape.join() !== first?.shape.join()))
    throw new Inexpressible('Add takes equal shapes: that is what skip connections are about');
  return [{ kind: 'Add', attrs: {}, inputs: test.inputs.map(asVector) }];
}

/** ONNX Gelu without approximation as our GELU. */
export function gelu(test: OperatorCase): Step[] {
  wordOf(test, 'approximate', ['none']);
  return [{ kind: 'GELU', attrs: {}, inputs: [asVector(inputOf(test, 0))] }];
}

/** ONNX LeakyRelu as our LeakyReLU. */
export function leakyRelu(test: OperatorCase): Step[] {
  return [
    {
      kind: 'LeakyReLU',
      attrs: { negativeSlope: numberOf(test, 'alpha', 0.01) },
      inputs: [asVector(inputOf(test, 0))],
    },
  ];
}

/** ONNX Dropout at inference as ours. */
export function dropout(test: OperatorCase): Step[] {
  if (test.outputs.length > 1 || Number(test.inputs[2]?.data[0] ?? 0) !== 0)
    throw new Inexpressible('Dropout does nothing at inference, and gives no mask');
  return [{ kind: 'Dropout', attrs: { p: 0.5 }, inputs: [asVector(inputOf(test, 0))] }];
}

/** An operator of one input and no settings. */
export function plain(kind: 'ReLU' | 'Sigmoid' | 'Tanh' | 'Identity'): (test: OperatorCase) => Step[] {
  return (test) => [{ kind, attrs: {}, inputs: [asVector(inputOf(test, 0))] }];
}

/** The values as one example's features: what is done to each value on its own asks for no axes. */
function asVector(tensor: CaseTensor): CaseTensor {
  return { ...tensor, shape: [1, tensor.data.length] };
}

/** The same tensor as the only example of a batch. */
function withBatch(tensor: CaseTensor): CaseTensor {
  return { ...tensor, shape: [1, ...tensor.shape] };
}

function scaled(tensor: CaseTensor, factor: number): CaseTensor {
  return factor === 1 ? tensor : { ...tensor, data: tensor.data.map((value) => value * factor) };
}

/** A scalar, a row, a column or a matrix as `[rows, columns]`. */
function broadcast({ dtype, shape, data }: CaseTensor, rows: number, columns: number): CaseTensor {
  const [height = 1, width = 1] = shape.length < 2 ? [1, ...shape] : shape;
  if ((height !== 1 && height !== rows) || (width !== 1 && width !== columns))
    throw new Inexpressible(`a bias of [${shape.join(', ')}] does not spread over [${rows}, ${columns}]`);
  const at = (row: number, column: number): number => (height === 1 ? 0 : row * width) + (width === 1 ? 0 : column);
  const values = Array.from({ length: rows * columns }, (_unused, index) => {
    return data[at(Math.floor(index / columns), index % columns)] ?? 0;
  });
  return { dtype, shape: [rows, columns], data: values };
}

function transposed({ dtype, shape, data }: CaseTensor): CaseTensor {
  const [rows = 1, columns = 1] = shape;
  return {
    dtype,
    shape: [columns, rows],
    data: data.map((_value, index) => data[(index % rows) * columns + Math.floor(index / rows)] ?? 0),
  };
}
