import { Inexpressible, type OperatorCase } from './operator-case.ts';
import type { Step } from './Step.ts';
import {
  add,
  batchNormalization,
  concat,
  dropout,
  flatten,
  gelu,
  gemm,
  leakyRelu,
  lrn,
  plain,
  softmax,
} from './translate-values.ts';
import {
  averagePool,
  conv,
  convTranspose,
  globalAveragePool,
  globalMaxPool,
  maxPool,
  pad,
} from './translate-windows.ts';

/** How each operator of ONNX is said with our layers. Add yours here. */
const TRANSLATORS: ReadonlyMap<string, (test: OperatorCase) => Step[]> = new Map([
  ['Conv', conv],
  ['ConvTranspose', convTranspose],
  ['MaxPool', maxPool],
  ['AveragePool', averagePool],
  ['GlobalAveragePool', globalAveragePool],
  ['GlobalMaxPool', globalMaxPool],
  ['Pad', pad],
  ['Gemm', gemm],
  ['BatchNormalization', batchNormalization],
  ['LRN', lrn],
  ['Softmax', softmax('Softmax')],
  ['LogSoftmax', softmax('LogSoftmax')],
  ['Flatten', flatten],
  ['Concat', concat],
  ['Add', add],
  ['Sum', add],
  ['Relu', plain('ReLU')],
  ['Sigmoid', plain('Sigmoid')],
  ['Tanh', plain('Tanh')],
  ['Identity', plain('Identity')],
  ['Gelu', gelu],
  ['LeakyRelu', leakyRelu],
  ['Dropout', dropout],
]);

/** The layers that say the same as an operator case. Throws `Inexpressible` with the reason if there are none. */
export function translate(test: OperatorCase): Step[] {
  const translator = TRANSLATORS.get(test.op);
  if (translator === undefined) throw new Inexpressible(`no layer for ${test.op}`);
  return translator(test);
}
