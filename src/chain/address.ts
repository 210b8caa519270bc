import { formatShape, type Shape } from '../engine/shape.ts';
import { type Chain, type ChainLayer, MAX_LAYERS } from './Chain.ts';
import { isUsual, newLayer, settingOf, withExpected, withSetting } from './layer-settings.ts';
import { chainKinds, layerTypes } from './layer-types.ts';
import { count, MAX_COUNT, MAX_WINDOW } from './setting-types.ts';
import { formatWritten, readWritten } from './written.ts';

const VERSION = 'v1';

/** The input where an address names none that can be. */
const FALLBACK: Shape = [3, 224, 224];

/**
 * A chain in the letters of an address: `v1,3x224x224,conv_64_k7_s2_p3_b0,bn,relu,max_k3_s2_p1`. Settings at torch's defaults are left out;
 * `i512` states what must arrive.
 */
export function writeChain({ input, layers }: Chain): string {
  return [VERSION, input.join('x'), ...layers.map(writeLayer)].join(',');
}

/** What an address says of a chain. */
export interface ReadChain {
  /** Everything before the part that cannot be read. */
  readonly chain: Chain;
  /** The first part that cannot be read; `null` where all could. */
  readonly unread: string | null;
}

/** Reads what `writeChain` writes. */
export function readChain(text: string): ReadChain {
  const [version = '', shape = '', ...parts] = text.split(',');
  const input = readInput(shape);
  const layers: ChainLayer[] = [];
  const stopped = (unread: string | null): ReadChain => ({ chain: { input: input ?? FALLBACK, layers }, unread });
  if (version !== VERSION) return stopped(version);
  if (input === null) return stopped(shape);
  for (const part of parts) {
    const layer = readLayer(part);
    if (layer === null || layers.length >= MAX_LAYERS) return stopped(part);
    layers.push(layer);
  }
  return stopped(null);
}

/** The shape of an input: `3x224x224`, `[3, 224, 224]`, or `784` for a vector; `null` if it cannot be one. */
export function readInput(text: string): Shape | null {
  const written = readWritten(text);
  const shape = typeof written === 'number' ? [written] : typeof written === 'object' ? (written ?? []) : [];
  const [channels, ...sides] = shape;
  const isShape = shape.length === 1 || shape.length === 3;
  const fits = (size: number | undefined, most: number): boolean =>
    size !== undefined && Number.isInteger(size) && size >= 1 && size <= most;
  return isShape && fits(channels, MAX_COUNT) && sides.every((side) => fits(side, MAX_WINDOW)) ? shape : null;
}

/** What a layer's settings are, in short: `64 k7 s2 p3`, without those at torch's defaults. */
export function layerSummary(layer: ChainLayer): readonly string[] {
  return layerTypes[layer.kind].settings.flatMap((setting) => {
    if (setting.required === undefined && isUsual(layer, setting)) return [];
    const written = settingOf(layer, setting);
    if (typeof written === 'boolean') return [written ? setting.name : `${setting.name}=False`];
    const value = formatWritten(written, '×');
    return [typeof written === 'string' ? `${setting.name} ${value}` : `${setting.mark}${value}`];
  });
}

/** A shape for a field that people write in: `3, 224, 224`. */
export function inputText(input: Shape): string {
  return formatShape(input).slice(1, -1);
}

function writeLayer(layer: ChainLayer): string {
  const { word, settings } = layerTypes[layer.kind];
  const parts = settings.flatMap((setting) => {
    if (setting.required === undefined && isUsual(layer, setting)) return [];
    const written = settingOf(layer, setting);
    return [`${setting.mark}${typeof written === 'boolean' ? Number(written) : formatWritten(written, 'x')}`];
  });
  return [word, ...parts, ...(layer.expects === null ? [] : [`i${layer.expects}`])].join('_');
}

function readLayer(text: string): ChainLayer | null {
  const [word, ...parts] = text.split('_');
  const kind = chainKinds.find((each) => layerTypes[each].word === word);
  if (kind === undefined) return null;
  let layer: ChainLayer | null = newLayer(kind);
  for (const part of parts) {
    layer = layer && readPart(layer, part);
    if (layer === null) return null;
  }
  return layer;
}

function readPart(layer: ChainLayer, part: string): ChainLayer | null {
  const { settings, expects } = layerTypes[layer.kind];
  if (expects !== undefined && part.startsWith('i')) {
    const number = count.read(readWritten(part.slice(1)) ?? '');
    return number === null ? null : withExpected(layer, number);
  }
  const setting =
    settings.find(({ mark }) => mark !== '' && part.startsWith(mark)) ?? settings.find(({ mark }) => mark === '');
  const written = setting && readWritten(part.slice(setting.mark.length));
  return setting === undefined || written === undefined || written === null
    ? null
    : withSetting(layer, setting, written);
}
