import { median } from 'd3';
import type { Analysis } from '../../../engine/analysis.ts';
import type { Measured } from '../../../state/measure.ts';
import { toPoints } from './to-points.ts';

/** Measurements as text for a spreadsheet or a report: backends, then the layers of each. The same in every language. */
export function toText(analysis: Analysis, measured: readonly Measured[], browser: string): string {
  const lines: (readonly (string | number)[])[] = [
    [analysis.graph.name, analysis.input.join('×'), browser],
    ['backend', 'device', 'executor', 'median ms', 'runs ms'],
  ];
  for (const { backend, result } of measured)
    if (result !== undefined)
      lines.push([
        backend.id,
        backend.detail,
        result.notFused === undefined ? 'fused' : 'layer by layer',
        rounded(median(result.runs) ?? 0),
        result.runs.map(rounded).join(' '),
      ]);
  lines.push(['backend', 'layers', 'ms', 'MACs', 'bytes', 'MACs/s', 'MACs/byte']);
  for (const { backend, result } of measured)
    for (const { name, milliseconds, macs, bytes, speed, intensity } of toPoints(analysis, result?.times ?? []))
      lines.push([backend.id, name, rounded(milliseconds), macs, bytes, Math.round(speed), rounded(intensity)]);
  return lines.map((cells) => cells.join('\t')).join('\n');
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
