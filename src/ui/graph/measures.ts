import type { NodeReport } from '../../engine/analysis.ts';
import type { Format } from '../../i18n/format.ts';
import type { MeasureId } from '../../state/AppState.ts';
import type { Times } from './sum-times.ts';

/** Something that can be read off every layer. Its name is `explore.measure.<id>`. */
export interface Measure {
  readonly id: MeasureId;
  /** Whether heights grow by the square root, since the values span several powers of ten. */
  readonly byRoot: boolean;
  value(report: NodeReport): number;
  text(report: NodeReport, format: Format): string;
}

/** The measures of the strip chart, in the order of their buttons. */
export const measures: readonly Measure[] = [
  {
    id: 'channels',
    byRoot: false,
    value: ({ output }) => output[0] ?? 0,
    text: ({ output }, { count }) => count(output[0] ?? 0),
  },
  {
    id: 'size',
    byRoot: false,
    value: ({ output }) => Math.sqrt((output[1] ?? 1) * (output[2] ?? 1)),
    text: ({ output }) => `${output[1] ?? 1}×${output[2] ?? 1}`,
  },
  { id: 'params', byRoot: true, value: ({ params }) => params, text: ({ params }, { si }) => si(params) },
  { id: 'macs', byRoot: true, value: ({ macs }) => macs, text: ({ macs }, { si }) => si(macs) },
  {
    id: 'memory',
    byRoot: true,
    value: ({ activationBytes }) => activationBytes,
    text: ({ activationBytes }, { bytes }) => bytes(activationBytes),
  },
  {
    id: 'field',
    byRoot: false,
    value: ({ receptiveField }) => receptiveField.height.size,
    text: ({ receptiveField: { height, width } }) => `${height.size}×${width.size}`,
  },
];

/** How long each layer took in a run, in milliseconds. What was computed in one go stands at its first layer, and the others say so. */
export function timeMeasure(times: Times): Measure {
  const own = new Map(times.map(({ id, milliseconds }) => [id, milliseconds]));
  const texts = new Map<string, (format: Format) => string>();
  for (const { id, milliseconds, with: others = [] } of times) {
    const all = [id, ...others];
    const joined = others.length === 0 ? '' : ` (${all.join(' + ')})`;
    for (const node of all) texts.set(node, (format) => `${format.milliseconds(milliseconds)}${joined}`);
  }
  return {
    id: 'time',
    byRoot: true,
    value: ({ node }) => own.get(node.id) ?? 0,
    text: ({ node }, format) => texts.get(node.id)?.(format) ?? '–',
  };
}
