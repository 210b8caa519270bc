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
import { overMaps } from './window-attributes.ts';

interface Translator {
  /** Attributes that are understood, or that change nothing here. */
  readonly attributes: readonly string[];
  say(test: OperatorCase): Step[];
}

const WINDOW = ['kernel_shape', 'strides', 'dilations', 'pads', 'auto_pad'] as const;

/** How each operator of ONNX is said with our layers. Add yours here. */
const TRANSLATORS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['Conv', { attributes: [...WINDOW, 'group'], say: (test) => conv(overMaps(test)) }],
  [
    'ConvTranspose',
    {
      attributes: [...WINDOW, 'group', 'output_padding', 'output_shape'],
      say: (test) => convTranspose(overMaps(test)),
    },
  ],
  ['MaxPool', { attributes: [...WINDOW, 'ceil_mode', 'storage_order'], say: (test) => maxPool(overMaps(test)) }],
  [
    'AveragePool',
    { attributes: [...WINDOW, 'ceil_mode', 'count_include_pad'], say: (test) => averagePool(overMaps(test)) },
  ],
  ['GlobalAveragePool', { attributes: [], say: (test) => globalAveragePool(overMaps(test)) }],
  ['GlobalMaxPool', { attributes: [], say: (test) => globalMaxPool(overMaps(test)) }],
  ['Pad', { attributes: ['mode', 'pads', 'value'], say: pad }],
  ['Gemm', { attributes: ['alpha', 'beta', 'transA', 'transB', 'broadcast'], say: gemm }],
  ['MatMul', { attributes: [], say: gemm }],
  [
    'BatchNormalization',
    { attributes: ['epsilon', 'momentum', 'training_mode', 'is_test', 'spatial'], say: batchNormalization },
  ],
  ['LRN', { attributes: ['size', 'alpha', 'beta', 'bias'], say: lrn }],
  ['Softmax', { attributes: ['axis'], say: softmax('Softmax') }],
  ['LogSoftmax', { attributes: ['axis'], say: softmax('LogSoftmax') }],
  ['Flatten', { attributes: ['axis'], say: flatten }],
  ['Concat', { attributes: ['axis'], say: concat }],
  ['Add', { attributes: ['axis', 'broadcast'], say: add }],
  ['Sum', { attributes: [], say: add }],
  ['Relu', { attributes: [], say: plain('ReLU') }],
  ['Sigmoid', { attributes: [], say: plain('Sigmoid') }],
  ['Tanh', { attributes: [], say: plain('Tanh') }],
  ['Identity', { attributes: [], say: plain('Identity') }],
  ['Gelu', { attributes: ['approximate'], say: gelu }],
  ['LeakyRelu', { attributes: ['alpha'], say: leakyRelu }],
  ['Dropout', { attributes: ['ratio', 'seed', 'is_test'], say: dropout }],
]);

/** Left over from ONNX before 1.0: says where results may be written, not what they are. */
const MEANINGLESS = 'consumed_inputs';

/** The layers that say the same as an operator case. Throws `Inexpressible` with the reason if there are none. */
export function translate(test: OperatorCase): Step[] {
  const translator = TRANSLATORS.get(test.op);
  if (translator === undefined) throw new Inexpressible(`no layer for ${test.op}`);
  const known = [...translator.attributes, MEANINGLESS];
  const unknown = Object.keys(test.attributes).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Inexpressible(`our layers know no "${unknown}" of ${test.op}`);
  return translator.say(test);
}
