import { median } from 'd3';
import type { Analysis } from '../../../engine/analysis.ts';
import type { Measured } from '../../../state/measure.ts';
import { toPoints } from './to-points.ts';

type Cells = readonly (string | number)[];

/**
 * Measurements as text for a spreadsheet or a report: backends, with what half precision did to the logits of a made-up input, then the layers
 * of each. The same in every language.
 */
export function toText(analysis: Analysis, measured: readonly Measured[], browser: string): string {
  const lines: Cells[] = [
    [analysis.graph.name, analysis.input.join('×'), browser],
    ['backend', 'device', 'executor', 'median ms', 'runs ms', 'largest logit error', 'of largest logit', 'top 5'],
  ];
  for (const one of measured) if (one.result !== undefined) lines.push(backendCells(one.contender, one.result));
  lines.push(['backend', 'layers', 'ms', 'MACs', 'bytes', 'MACs/s', 'MACs/byte']);
  for (const { contender, result } of measured)
    for (const point of toPoints(analysis, result?.times ?? [], contender.half)) {
      const { name, milliseconds, macs, bytes, speed, intensity } = point;
      lines.push([contender.id, name, rounded(milliseconds), macs, bytes, Math.round(speed), rounded(intensity)]);
    }
  return lines.map((cells) => cells.join('\t')).join('\n');
}

function backendCells(
  { id, backend }: Measured['contender'],
  { runs, notFused, notHalf, halfError }: NonNullable<Measured['result']>,
): Cells {
  if (notHalf !== undefined) return [id, backend.detail, `not in half precision: ${notHalf.rule}`];
  const cells: Cells = [
    id,
    backend.detail,
    notFused === undefined ? 'fused' : 'layer by layer',
    rounded(median(runs) ?? 0),
    runs.map(rounded).join(' '),
  ];
  if (halfError === undefined) return cells;
  const { difference, share, sameFirst, sameFive } = halfError;
  const classes = sameFive ? 'same' : sameFirst ? 'same first' : 'other first';
  return [...cells, rounded(difference), rounded(share), classes];
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
