import type { Analysis, NodeReport } from '../../src/engine/analysis.ts';
import type { Shape } from '../../src/engine/shape.ts';
import type { StateDict } from '../../src/runtime/StateDict.ts';
import { ProtobufWriter } from './ProtobufWriter.ts';

/** Version of the operator set that the models are written in. */
const OPSET = 17;

/** Numbers of the fields that are used. Source: onnx/onnx.proto3. */
const MODEL = { irVersion: 1, graph: 7, opset: 8 } as const;
const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const NODE = { input: 1, output: 2, name: 3, type: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, float: 2, integer: 3, integers: 8, type: 20 } as const;
const TENSOR = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const FLOAT = 1;

/** An attribute: a whole number, whole numbers, or `{ float }`. */
type Attribute = number | readonly number[] | { readonly float: number };

/** A node of ONNX, but for its names. */
interface Operator {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** An ONNX model of a network with its weights, and an input called `input`. Throws an `Error` for a layer that it cannot write. */
export function toOnnx(analysis: Analysis, state: StateDict): Uint8Array<ArrayBuffer> {
  const graph = new ProtobufWriter();
  const running = analysis.reports.filter(({ node }) => node.role === undefined);
  for (const report of running) if (report.node.kind !== 'Input') graph.bytes(GRAPH.node, nodeOf(report));
  graph.bytes(GRAPH.name, analysis.graph.name);
  for (const { node, parameters } of running)
    for (const { name, shape } of parameters)
      graph.bytes(GRAPH.initializer, tensorOf(`${node.module ?? node.id}.${name}`, shape, state));
  graph.bytes(GRAPH.input, valueInfo(running[0]?.node.id ?? '', analysis.input));
  graph.bytes(GRAPH.output, valueInfo(analysis.graph.output, analysis.byId.get(analysis.graph.output)?.output ?? []));
  return new ProtobufWriter()
    .integer(MODEL.irVersion, 8)
    .bytes(MODEL.graph, graph)
    .bytes(MODEL.opset, new ProtobufWriter().bytes(1, '').integer(2, OPSET))
    .finish();
}

function nodeOf(report: NodeReport): ProtobufWriter {
  const { node, parameters } = report;
  const { type, attributes = {} } = operatorOf(report);
  const message = new ProtobufWriter();
  for (const input of node.inputs) message.bytes(NODE.input, input);
  for (const { name } of parameters) message.bytes(NODE.input, `${node.module ?? node.id}.${name}`);
  message.bytes(NODE.output, node.id).bytes(NODE.name, node.id).bytes(NODE.type, type);
  for (const [name, value] of Object.entries(attributes)) message.bytes(NODE.attribute, attributeOf(name, value));
  return message;
}

function operatorOf(report: NodeReport): Operator {
  const { node, inputs } = report;
  switch (node.kind) {
    case 'Conv2d':
      return { type: 'Conv', attributes: { ...windowOf(report), group: node.attrs.groups } };
    case 'BatchNorm2d':
      return { type: 'BatchNormalization', attributes: { epsilon: { float: node.attrs.eps } } };
    case 'Linear':
      return { type: 'Gemm', attributes: { transB: 1 } };
    case 'MaxPool2d':
      return { type: 'MaxPool', attributes: { ...windowOf(report), ceil_mode: Number(node.attrs.ceilMode) } };
    case 'AvgPool2d':
      return {
        type: 'AveragePool',
        attributes: {
          ...withoutDilation(windowOf(report)),
          ceil_mode: Number(node.attrs.ceilMode),
          count_include_pad: Number(node.attrs.countIncludePad),
        },
      };
    case 'AdaptiveAvgPool2d':
      return adaptivePool(node.id, inputs[0] ?? [], node.attrs.outputSize);
    case 'Concat':
      return { type: 'Concat', attributes: { axis: 1 } };
    case 'Flatten':
      return { type: 'Flatten', attributes: { axis: 1 } };
    case 'ReLU':
      return { type: 'Relu' };
    case 'Add':
      return { type: 'Add' };
    case 'Dropout':
    case 'Identity':
      return { type: 'Identity' };
    default:
      throw new Error(`${node.id}: a ${node.kind} is not written as ONNX`);
  }
}

function windowOf({ window }: NodeReport): Readonly<Record<string, Attribute>> {
  if (window === undefined) return {};
  const { kernelSize, stride, padding, dilation } = window;
  return { kernel_shape: kernelSize, strides: stride, pads: padding, dilations: dilation };
}

function withoutDilation({ dilations: _dilations, ...others }: Readonly<Record<string, Attribute>>): typeof others {
  return others;
}

/** ONNX has no adaptive pooling: an equal window for each output, where the sizes divide. */
function adaptivePool(
  id: string,
  [, height = 1, width = 1]: Shape,
  [rows, columns]: readonly [number, number],
): Operator {
  if (height % rows > 0 || width % columns > 0) throw new Error(`${id}: ${height}×${width} cannot be parted evenly`);
  const kernel = [height / rows, width / columns];
  return { type: 'AveragePool', attributes: { kernel_shape: kernel, strides: kernel } };
}

function attributeOf(name: string, value: Attribute): ProtobufWriter {
  const message = new ProtobufWriter().bytes(ATTRIBUTE.name, name);
  if (typeof value === 'number') return message.integer(ATTRIBUTE.integer, value).integer(ATTRIBUTE.type, 2);
  if ('float' in value) return message.float(ATTRIBUTE.float, value.float).integer(ATTRIBUTE.type, 1);
  for (const item of value) message.integer(ATTRIBUTE.integers, item);
  return message.integer(ATTRIBUTE.type, 7);
}

function tensorOf(name: string, shape: Shape, state: StateDict): ProtobufWriter {
  const data = state.get(name);
  if (data === undefined) throw new Error(`the weights hold no "${name}"`);
  const message = new ProtobufWriter();
  for (const size of shape) message.integer(TENSOR.dims, size);
  const bytes = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  return message.integer(TENSOR.type, FLOAT).bytes(TENSOR.name, name).bytes(TENSOR.raw, bytes);
}

/** A name with the type of a float tensor: `ValueInfoProto { name, type { tensor_type { elem_type, shape { dim { dim_value } } } } }`. */
function valueInfo(name: string, shape: Shape): ProtobufWriter {
  const dims = new ProtobufWriter();
  for (const size of [1, ...shape]) dims.bytes(1, new ProtobufWriter().integer(1, size));
  const type = new ProtobufWriter().bytes(1, new ProtobufWriter().integer(1, FLOAT).bytes(2, dims));
  return new ProtobufWriter().bytes(1, name).bytes(2, type);
}
