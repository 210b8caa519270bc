import type { Analysis } from '../engine/analysis.ts';
import { type KerasLayer, kerasLayers } from './keras-layers.ts';
import { grouped } from './numbers.ts';

/** Width of the text and ends of its columns, without and with "Connected to". */
const SEQUENTIAL = { width: 65, ends: [0.45, 0.85, 1] } as const;
const FUNCTIONAL = { width: 98, ends: [0.33, 0.55, 0.67, 1] } as const;

/** Where a field may break before its column ends. */
const BREAKS = ['),', '},', '],', "',"] as const;

/**
 * The network as Keras 2.11's `model.summary()` prints it: channels last, BatchNorm's statistics counted among the parameters, only
 * what runs counted. A network with branches has the column "Connected to". Ends without a line break.
 * Source: keras/utils/layer_utils.py, print_summary.
 */
export function kerasText(analysis: Analysis): string {
  const layers = kerasLayers(analysis);
  const branches = [...analysis.consumers.values()].some((readers) => readers.length > 1);
  const { width, ends } = branches ? FUNCTIONAL : SEQUENTIAL;
  const positions = ends.map((end) => Math.floor(width * end));
  const row = (fields: readonly string[]): readonly string[] => wrapped(fields.slice(0, positions.length), positions);
  const thin = '_'.repeat(width);
  const thick = '='.repeat(width);
  const total = sum(layers, ({ params }) => params);
  const untrained = sum(layers, (layer) => layer.untrained);
  return [
    `Model: "${analysis.graph.name}"`,
    thin,
    ...row(['Layer (type)', 'Output Shape', 'Param #', 'Connected to']),
    thick,
    ...layers.flatMap((layer) => [...row(fieldsOf(layer)), ' '.repeat(width)]),
    thick,
    `Total params: ${grouped(total)}`,
    `Trainable params: ${grouped(total - untrained)}`,
    `Non-trainable params: ${grouped(untrained)}`,
    thin,
  ].join('\n');
}

function fieldsOf({ name, type, output, params, sources }: KerasLayer): readonly string[] {
  return [`${name} (${type})`, output, String(params), `[${sources.map((source) => `'${source}[0][0]'`).join(', ')}]`];
}

/** Fields in their columns, broken into as many lines as the longest needs; a list breaks behind each of its entries. */
function wrapped(fields: readonly string[], positions: readonly number[]): readonly string[] {
  const lines: string[] = [];
  let left = fields;
  while (left.some((text) => text !== '')) {
    let line = ' ';
    left = left.map((text, column) => {
      const gap = column === positions.length - 1 ? 0 : 2;
      const end = positions[column] ?? 0;
      const cut = cutOf(text, end - (positions[column - 1] ?? 0) - gap);
      line = `${line}${text.slice(0, cut)}${' '.repeat(gap)}`.padEnd(end);
      return text.slice(cut);
    });
    lines.push(line);
  }
  return lines;
}

/** How many characters of a text go on this line of a column of this width. */
function cutOf(text: string, width: number): number {
  const fits = text.slice(0, width);
  const ends = BREAKS.flatMap((mark) => (fits.includes(mark) ? [fits.indexOf(mark) + mark.length] : []));
  return Math.min(fits.length, ...ends);
}

function sum(layers: readonly KerasLayer[], value: (layer: KerasLayer) => number): number {
  return layers.reduce((total, layer) => total + value(layer), 0);
}
