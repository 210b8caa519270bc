import type { Analysis } from '../engine/analysis.ts';
import { formatShape } from '../engine/shape.ts';
import { inputText, layerTable } from './layer-table.ts';
import { grouped } from './numbers.ts';

/** Settings of the text. */
export interface MarkdownOptions {
  /** Examples in the batch. Defaults to 1. */
  readonly batch?: number;
}

/** The layers as a Markdown table, with the totals above it. */
export function markdownText(analysis: Analysis, { batch = 1 }: MarkdownOptions = {}): string {
  const rows = layerTable(analysis, batch).map((record) => {
    const field =
      record.receptiveField[0] === record.receptiveField[1]
        ? grouped(record.receptiveField[0])
        : record.receptiveField.map(grouped).join(' × ');
    return `| \`${record.path}\` | ${record.type} | ${inputText(record.in)} | ${inputText(record.out)} | ${grouped(record.params)} | ${grouped(record.macs)} | ${field} |`;
  });
  return [
    `**${analysis.graph.name}**, input ${formatShape([batch, ...analysis.input])}: ${grouped(analysis.params)} parameters (${grouped(analysis.trainable)} trainable), ${grouped(analysis.macs * batch)} MACs`,
    '',
    '| layer | type | in | out | params | MACs | receptive field |',
    '| --- | --- | --- | --- | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}
