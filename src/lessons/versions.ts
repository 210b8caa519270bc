import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { numel, type Shape } from '../engine/shape.ts';

/** The networks that are called ResNet-50: torchvision's, the paper's, and Keras's. The first is what the others are compared with. */
export const versions = ['resnet50', 'resnet50_v1', 'resnet50_keras'] as const;

/** What can be compared, stage by stage. */
export const versionMeasures = ['strides', 'macs', 'params', 'biases', 'statistics', 'field', 'shape'] as const;

/** One of the versions. */
export type VersionId = (typeof versions)[number];

/** One of the measures. */
export type VersionMeasure = (typeof versionMeasures)[number];

/** One stage of a network, from the stem to the classifier. */
export interface StageSummary {
  readonly id: string;
  /** Ids of its nodes, in order. */
  readonly nodes: readonly string[];
  /** Its first block, where it has any. */
  readonly block: string | undefined;
  /** What it puts out. */
  readonly output: Shape;
  /** Learned values. */
  readonly params: number;
  /** Those of them that are biases of convolutions. */
  readonly biases: number;
  /** Running means and variances, which are not learned. */
  readonly statistics: number;
  readonly macs: number;
  /** Layers on the main path that stride, with their kernels. */
  readonly strides: readonly { readonly id: string; readonly kernel: number }[];
  /** Side of the receptive field of its last layer, in pixels; `null` where every output sees the whole picture. */
  readonly field: number | null;
}

/** The stages of a network, in order. */
export function stagesOf(analysis: Analysis): readonly StageSummary[] {
  const beside = new Set(analysis.residuals.flatMap(({ shortcut }) => shortcut));
  return analysis.graph.stages.map(({ id }) => {
    const reports = analysis.reports.filter(({ node }) => node.stage === id && node.kind !== 'Input');
    const last = reports.at(-1);
    return {
      id,
      nodes: reports.map(({ node }) => node.id),
      block: analysis.graph.blocks.find(({ stage }) => stage === id)?.id,
      output: last?.output ?? [],
      params: sum(reports, ({ params }) => params),
      biases: sum(reports, biasesOf),
      statistics: sum(reports, ({ buffers }) => buffers),
      macs: sum(reports, ({ macs }) => macs),
      strides: reports.flatMap(({ node, window }) =>
        window !== undefined && window.stride[0] > 1 && !beside.has(node.id)
          ? [{ id: node.id, kernel: window.kernelSize[0] }]
          : [],
      ),
      field: last === undefined || last.receptiveField.global ? null : last.receptiveField.height.size,
    };
  });
}

/** Biases of a convolution; a linear layer's are not among them, since all versions have it. */
function biasesOf({ node, parameters }: NodeReport): number {
  const bias = node.kind === 'Conv2d' ? parameters.find(({ name }) => name === 'bias') : undefined;
  return bias === undefined ? 0 : numel(bias.shape);
}

function sum(reports: readonly NodeReport[], of: (report: NodeReport) => number): number {
  return reports.reduce((total, report) => total + of(report), 0);
}
