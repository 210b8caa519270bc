import type { Analysis } from '../engine/analysis.ts';
import { inputText, type LayerRecord, layerTable } from './layer-table.ts';

/** Columns of the table: heading and value. */
const COLUMNS: readonly (readonly [string, (record: LayerRecord) => string | number])[] = [
  ['path', (record) => record.path],
  ['id', (record) => record.id],
  ['type', (record) => record.type],
  ['in', (record) => inputText(record.in)],
  ['out', (record) => inputText(record.out)],
  ['params', (record) => record.params],
  ['buffers', (record) => record.buffers],
  ['macs', (record) => record.macs],
  ['activation_bytes', (record) => record.activationBytes],
  ['weight_bytes', (record) => record.weightBytes],
  ['receptive_field_height', (record) => record.receptiveField[0]],
  ['receptive_field_width', (record) => record.receptiveField[1]],
  ['jump_height', (record) => record.jump[0]],
  ['jump_width', (record) => record.jump[1]],
  ['lost_rows', (record) => record.lost[0]],
  ['lost_columns', (record) => record.lost[1]],
  ['stage', (record) => record.stage],
  ['block', (record) => record.block],
  ['role', (record) => record.role],
];

/** Settings of the text. */
export interface CsvOptions {
  /** Examples in the batch. Defaults to 1. */
  readonly batch?: number;
}

/** The layers as comma-separated values with a heading, one line each. Source: RFC 4180 (with plain line breaks). */
export function csvText(analysis: Analysis, { batch = 1 }: CsvOptions = {}): string {
  const lines = layerTable(analysis, batch).map((record) =>
    COLUMNS.map(([, value]) => quoted(String(value(record)))).join(','),
  );
  return [COLUMNS.map(([heading]) => heading).join(','), ...lines].join('\n');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
