import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';
import type { Shape } from '../engine/shape.ts';
import { grouped } from './numbers.ts';

/** Keras's class for each kind of layer. */
const CLASSES: Readonly<Record<LayerKind, string>> = {
  Input: 'InputLayer',
  Conv2d: 'Conv2D',
  ConvTranspose2d: 'Conv2DTranspose',
  BatchNorm2d: 'BatchNormalization',
  LocalResponseNorm: 'Lambda',
  ReLU: 'Activation',
  LeakyReLU: 'LeakyReLU',
  Sigmoid: 'Activation',
  Tanh: 'Activation',
  GELU: 'Activation',
  MaxPool2d: 'MaxPooling2D',
  AvgPool2d: 'AveragePooling2D',
  AdaptiveAvgPool2d: 'GlobalAveragePooling2D',
  Linear: 'Dense',
  Dropout: 'Dropout',
  Flatten: 'Flatten',
  Softmax: 'Softmax',
  LogSoftmax: 'Activation',
  ZeroPad2d: 'ZeroPadding2D',
  ZeroPadShortcut: 'Lambda',
  Identity: 'Activation',
  Add: 'Add',
  Concat: 'Concatenate',
};

/** Width of the text and ends of its columns, without and with "Connected to". */
const SEQUENTIAL = { width: 65, ends: [0.45, 0.85, 1] } as const;
const FUNCTIONAL = { width: 98, ends: [0.33, 0.55, 0.67, 1] } as const;

/**
 * The network as Keras 2's `model.summary()` prints it: channels last, BatchNorm's statistics counted among the parameters.
 * A network with branches has the column "Connected to". Source: keras/utils/layer_utils.py, print_summary.
 */
export function kerasText(analysis: Analysis): string {
  const branches = [...analysis.consumers.values()].some((readers) => readers.length > 1);
  const { width, ends } = branches ? FUNCTIONAL : SEQUENTIAL;
  const positions = ends.map((end) => Math.floor(width * end));
  const row = (fields: readonly string[]): readonly string[] => wrapped(fields.slice(0, positions.length), positions);
  const thin = '_'.repeat(width);
  const listed = analysis.reports.filter(({ node }) => isListed(analysis, node) && (branches || node.kind !== 'Input'));
  const total = analysis.trainable + analysis.reports.reduce((sum, { buffers }) => sum + buffers, 0);
  return [
    `Model: "${analysis.graph.name}"`,
    thin,
    ...row(['Layer (type)', 'Output Shape', 'Param #', 'Connected to']),
    '='.repeat(width),
    ...listed.flatMap((report) => [...row(fieldsOf(analysis, report)), ' '.repeat(width)]).slice(0, -1),
    '='.repeat(width),
    `Total params: ${grouped(total)}`,
    `Trainable params: ${grouped(analysis.trainable)}`,
    `Non-trainable params: ${grouped(total - analysis.trainable)}`,
    thin,
  ].join('\n');
}

/** An activation that Keras keeps inside its layer (an operation of a Keras network) has no line of its own. */
function isListed({ graph }: Analysis, node: NodeReport['node']): boolean {
  if (node.role !== undefined) return false;
  return graph.framework === 'torch' || node.module !== undefined || node.kind === 'Input';
}

function fieldsOf(analysis: Analysis, { node, output, params, buffers }: NodeReport): readonly string[] {
  const shape = channelsLast(output);
  const sources = node.inputs.map((id) => `'${sourceOf(analysis, id)}[0][0]'`);
  return [
    `${layerName(node.id)} (${CLASSES[node.kind]})`,
    node.kind === 'Input' ? `[${shape}]` : shape,
    String(params + buffers).replace(/\B(?=(\d{3})+$)/g, ','),
    `[${sources.join(', ')}]`,
  ];
}

/** The layer that Keras would name as the source: an activation without a line stands for the layer that it belongs to. */
function sourceOf(analysis: Analysis, id: string): string {
  const node = analysis.byId.get(id)?.node;
  const [source] = node?.inputs ?? [];
  if (node === undefined || isListed(analysis, node) || source === undefined) return layerName(id);
  return sourceOf(analysis, source);
}

/** Keras's names hold no dots. */
function layerName(id: string): string {
  return id.replaceAll('.', '_');
}

function channelsLast([channels, height, width]: Shape): string {
  if (height === undefined || width === undefined) return `(None, ${channels})`;
  return `(None, ${height}, ${width}, ${channels})`;
}

/** Fields in their columns, broken into as many lines as the longest needs; a list breaks behind each of its entries. */
function wrapped(fields: readonly string[], positions: readonly number[]): readonly string[] {
  const lines: string[] = [];
  let left = fields;
  while (left.some((text) => text !== '')) {
    let line = ' ';
    const rest: string[] = [];
    left.forEach((text, column) => {
      const gap = column === positions.length - 1 ? 0 : 2;
      const end = positions[column] ?? 0;
      let cut = Math.min(end - (positions[column - 1] ?? 0) - gap, text.length);
      const fits = text.slice(0, cut);
      const breaks = ['),', '},', '],', "',"].flatMap((mark) =>
        fits.includes(mark) ? [fits.indexOf(mark) + mark.length] : [],
      );
      if (breaks.length > 0) cut = Math.min(...breaks);
      line = `${line}${text.slice(0, cut)}${' '.repeat(gap)}`.padEnd(end);
      rest.push(text.slice(cut));
    });
    lines.push(line);
    left = rest;
  }
  return lines;
}
