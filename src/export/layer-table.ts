import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { formatShape, type Shape } from '../engine/shape.ts';

/** One layer as plain values: what CSV, JSON and Markdown write. */
export interface LayerRecord {
  /** Module path, or the id of an operation. */
  readonly path: string;
  readonly id: string;
  readonly type: string;
  /** With the batch axis; a layer with several inputs has a list of shapes. */
  readonly in: Shape | readonly Shape[];
  readonly out: Shape;
  readonly params: number;
  readonly buffers: number;
  readonly macs: number;
  /** Height and width of the receptive field, in pixels of the picture. */
  readonly receptiveField: readonly [number, number];
  /** Distance between the fields of neighbouring outputs, in pixels. */
  readonly jump: readonly [number, number];
  /** First row and column that output (0, 0) sees; negative inside the padding. */
  readonly start: readonly [number, number];
  readonly activationBytes: number;
  readonly weightBytes: number;
  /** Rows and columns of the padded input that no window touches. */
  readonly lost: readonly [number, number];
  readonly stage: string;
  readonly block: string;
  /** `training` or `unused` for layers that do not run; empty otherwise. */
  readonly role: string;
}

/** All layers but the input, in the order of execution. */
export function layerTable(analysis: Analysis, batch = 1): readonly LayerRecord[] {
  return analysis.reports.filter(({ node }) => node.kind !== 'Input').map((report) => toRecord(report, batch));
}

/** A shape, or a list of shapes joined by ` + `. */
export function inputText(value: LayerRecord['in']): string {
  return isShape(value) ? formatShape(value) : value.map(formatShape).join(' + ');
}

function isShape(value: LayerRecord['in']): value is Shape {
  return typeof value[0] === 'number';
}

function toRecord(report: NodeReport, batch: number): LayerRecord {
  const { node, output, params, buffers, macs, receptiveField, activationBytes, weightBytes, lost } = report;
  const { height, width } = receptiveField;
  const inputs = report.inputs.map((shape) => [batch, ...shape]);
  return {
    path: node.module ?? node.id,
    id: node.id,
    type: node.kind,
    in: inputs.length === 1 && inputs[0] !== undefined ? inputs[0] : inputs,
    out: [batch, ...output],
    params,
    buffers,
    macs: macs * batch,
    receptiveField: [height.size, width.size],
    jump: [height.jump, width.jump],
    start: [height.start, width.start],
    activationBytes: activationBytes * batch,
    weightBytes,
    lost: [lost?.rows ?? 0, lost?.columns ?? 0],
    stage: node.stage,
    block: node.block ?? '',
    role: node.role ?? '',
  };
}
