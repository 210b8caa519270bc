import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';
import type { Shape } from '../engine/shape.ts';
import { adaptivePooling } from './adaptive-pooling.ts';

/** One line of Keras's summary. */
export interface KerasLayer {
  readonly name: string;
  /** Keras's class. */
  readonly type: string;
  /** `(None, 112, 112, 64)`: channels last. */
  readonly output: string;
  /** Learned values, and running statistics, which Keras counts too. */
  readonly params: number;
  /** Those of them that are not trained. */
  readonly untrained: number;
  /** Names of the layers that it reads. */
  readonly sources: readonly string[];
}

/** Keras's class for each kind of layer; what no class of Keras does stands in a `Lambda`. */
const CLASSES: Readonly<Record<Exclude<LayerKind, 'AdaptiveAvgPool2d'>, string>> = {
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
  Linear: 'Dense',
  Dropout: 'Dropout',
  Flatten: 'Flatten',
  Softmax: 'Softmax',
  LogSoftmax: 'Activation',
  ZeroPad2d: 'ZeroPadding2D',
  ZeroPadShortcut: 'Lambda',
  Identity: 'Identity',
  Add: 'Add',
  Concat: 'Concatenate',
};

/**
 * The layers in the order in which Keras lists them: the farthest from the output first, and by creation where that is equal. Left out
 * are modules that do not run, the input of a `Sequential`, and activations that Keras keeps inside of their layers.
 * Source: keras/engine/functional.py 2.11, _map_graph_network.
 */
export function kerasLayers(analysis: Analysis): readonly KerasLayer[] {
  const listed = analysis.reports.filter(({ node }) => isListed(analysis, node));
  const depths = new Map<string, number>();
  for (const { node } of listed.toReversed()) {
    const depth = depths.get(node.id) ?? 0;
    for (const input of node.inputs) {
      const source = sourceOf(analysis, input);
      depths.set(source, Math.max(depths.get(source) ?? 0, depth + 1));
    }
  }
  return listed
    .toSorted((a, b) => (depths.get(b.node.id) ?? 0) - (depths.get(a.node.id) ?? 0))
    .filter(({ node }) => node.kind !== 'Input' || analysis.graph.containers[0]?.type !== 'Sequential')
    .map((report) => toLayer(analysis, report));
}

/** An operation of a Keras network is an activation or the like that belongs to the layer before it. */
function isListed({ graph }: Analysis, node: NodeReport['node']): boolean {
  if (node.role !== undefined) return false;
  return graph.framework === 'torch' || node.module !== undefined || node.kind === 'Input';
}

/** The node that Keras would name as the source: an operation without a line stands for the layer that it belongs to. */
function sourceOf(analysis: Analysis, id: string): string {
  const node = analysis.byId.get(id)?.node;
  const [source] = node?.inputs ?? [];
  return node === undefined || isListed(analysis, node) || source === undefined ? id : sourceOf(analysis, source);
}

function toLayer(analysis: Analysis, report: NodeReport): KerasLayer {
  const { node, output, params, buffers } = report;
  const shape = kerasShape(output, node.kind);
  return {
    name: layerName(node.id),
    type: kerasClass(report),
    output: node.kind === 'Input' ? `[${shape}]` : shape,
    params: params + buffers,
    untrained: buffers,
    sources: node.inputs.map((id) => layerName(sourceOf(analysis, id))),
  };
}

function kerasClass({ node, inputs }: NodeReport): string {
  if (node.kind !== 'AdaptiveAvgPool2d') return CLASSES[node.kind];
  return adaptivePooling(inputs[0] ?? [], node.attrs.outputSize)?.type ?? 'Lambda';
}

/** Global pooling of Keras leaves no height and width. */
function kerasShape([channels, height, width]: Shape, kind: LayerKind): string {
  const isVector = height === undefined || (kind === 'AdaptiveAvgPool2d' && height === 1 && width === 1);
  return isVector ? `(None, ${channels})` : `(None, ${height}, ${width}, ${channels})`;
}

/** Keras's names hold no dots. */
function layerName(id: string): string {
  return id.replaceAll('.', '_');
}
