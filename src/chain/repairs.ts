import { nearestGroups } from '../engine/layers/check.ts';
import { outputSize } from '../engine/output-size.ts';
import { numel, type Pair, type Shape } from '../engine/shape.ts';
import { analyzeChain, type ChainError, offeredTo, shapeBefore } from './analyze-chain.ts';
import type { Chain, ChainLayer } from './Chain.ts';
import { insertLayer, removeLayer, replaceLayer } from './edit-chain.ts';
import { newLayer, settingOf, withExpected, withSetting } from './layer-settings.ts';
import { layerTypes } from './layer-types.ts';
import { MAX_WINDOW } from './setting-types.ts';
import { formatWritten, type Written } from './written.ts';

/** A change that makes the layer at fault fit. Its words are `own.repair.<id>`. */
export interface Repair {
  readonly id: 'set' | 'setBefore' | 'open' | 'flatten' | 'unflatten' | 'input' | 'remove';
  readonly values: Readonly<Record<string, string | number>>;
  /** The chain with the change made. */
  readonly chain: Chain;
}

/** Changes that each let the chain get past its error, the nearest first; taking the layer out is always the last. */
export function repairsOf(chain: Chain, error: ChainError): readonly Repair[] {
  const layer = chain.layers[error.at];
  const shape = shapeBefore(analyzeChain(chain), error.at);
  if (layer === undefined || shape === null) return [];
  const place: Place = { chain, at: error.at, layer, shape };
  const wanted = [...proposals(place, error), removal(place)];
  return wanted.filter((repair) => repair !== null && getsPast(repair, error)) as readonly Repair[];
}

interface Place {
  readonly chain: Chain;
  readonly at: number;
  readonly layer: ChainLayer;
  /** What arrives at the layer. */
  readonly shape: Shape;
}

function proposals(place: Place, { rule }: ChainError): readonly (Repair | null)[] {
  switch (rule) {
    case 'kernelTooLarge':
      return [
        set(place, 'padding', fittingPadding(place)),
        set(place, 'kernel_size', fittingKernel(place)),
        largerInput(place),
      ];
    case 'paddingTooLarge':
      return [set(place, 'padding', halfKernel(place))];
    case 'groupsDoNotDivide':
      return [set(place, 'groups', commonGroups(place)), set(place, 'out_channels', roundedChannels(place))];
    case 'expectationDiffers':
      return [...flattened(place), open(place), before(place)];
    case 'notAMap':
      return [unflattened(place)];
    case 'emptyOutput':
      return [set(place, 'padding', fittingTrim(place)), largerInput(place)];
    case 'badAxis':
      return [set(place, 'dim', 1)];
    default:
      return [];
  }
}

/** Whether the chain gets further than the error, or to its end. */
function getsPast({ id, chain }: Repair, { at }: ChainError): boolean {
  const { error } = analyzeChain(chain);
  if (error === null) return true;
  return id === 'remove' || id === 'unflatten' ? error.at >= at : error.at > at;
}

function set({ chain, at, layer }: Place, name: string, written: Written | null): Repair | null {
  const setting = layerTypes[layer.kind].settings.find((each) => each.name === name);
  const changed = setting && written !== null && withSetting(layer, setting, written);
  if (!changed) return null;
  const values = { name, value: formatWritten(settingOf(changed, setting), ', ') };
  return { id: 'set', values, chain: replaceLayer(chain, at, changed) };
}

function removal({ chain, at, layer }: Place): Repair {
  return { id: 'remove', values: { layer: at + 1, kind: layer.kind }, chain: removeLayer(chain, at) };
}

/** Leaves the stated number open. */
function open({ chain, at, layer, shape }: Place): Repair {
  const values = { name: layerTypes[layer.kind].expects ?? '', value: offeredTo(layer, shape) };
  return { id: 'open', values, chain: replaceLayer(chain, at, withExpected(layer, null)) };
}

/** A Flatten before a Linear that expects as many features as the map has values. */
function flattened({ chain, at, layer, shape }: Place): readonly Repair[] {
  if (layer.kind !== 'Linear' || shape.length === 1 || numel(shape) !== layer.expects) return [];
  return [{ id: 'flatten', values: { layer: at + 1 }, chain: insertLayer(chain, at, newLayer('Flatten')) }];
}

/** The channels that are expected, made by the last layer before that sets their number. */
function before({ chain, at, layer: { expects } }: Place): Repair | null {
  const from = chain.layers.findLastIndex(({ kind }, index) => index < at && settingOfChannels(kind) !== undefined);
  const maker = chain.layers[from];
  const setting = maker && settingOfChannels(maker.kind);
  const changed = maker && setting && expects !== null && withSetting(maker, setting, expects);
  if (!changed || setting === undefined || expects === null) return null;
  const values = { layer: from + 1, kind: maker.kind, name: setting.name, value: expects };
  return { id: 'setBefore', values, chain: replaceLayer(chain, from, changed) };
}

function settingOfChannels(kind: ChainLayer['kind']): (typeof layerTypes)[typeof kind]['settings'][number] | undefined {
  return layerTypes[kind].settings.find(({ key }) => key === 'outChannels' || key === 'outFeatures');
}

/** The chain without the Flatten that made a vector of the map. */
function unflattened({ chain, at }: Place): Repair | null {
  const from = chain.layers.findLastIndex(({ kind }, index) => index < at && kind === 'Flatten');
  return from === -1 ? null : { id: 'unflatten', values: { layer: from + 1 }, chain: removeLayer(chain, from) };
}

/** The smallest input of the same proportions, at most `MAX_WINDOW` long, that gets past the layer. */
function largerInput({ chain, at }: Place): Repair | null {
  const [channels, height, width] = chain.input;
  if (channels === undefined || height === undefined || width === undefined) return null;
  const shorter = Math.min(height, width);
  const scaled = (side: number): Chain => ({
    ...chain,
    input: [channels, Math.round((height * side) / shorter), Math.round((width * side) / shorter)],
  });
  const fits = (side: number): boolean => {
    const { error } = analyzeChain(scaled(side));
    return error === null || error.at > at;
  };
  let low = shorter;
  let high = Math.floor((shorter * MAX_WINDOW) / Math.max(height, width));
  if (!fits(high)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  const larger = scaled(high);
  return { id: 'input', values: { shape: `[${larger.input.join(', ')}]` }, chain: larger };
}

/** Height and width of the window, as far as the layer has them. */
function windowOf({ layer, shape }: Place): { readonly kernel: Pair; readonly dilation: Pair; readonly size: Pair } {
  const attrs = layer.attrs as { readonly kernelSize?: Pair; readonly dilation?: Pair };
  return {
    kernel: attrs.kernelSize ?? [1, 1],
    dilation: attrs.dilation ?? [1, 1],
    size: [shape[1] ?? 1, shape[2] ?? 1],
  };
}

function eachAxis(value: (axis: 0 | 1) => number): readonly [number, number] {
  return [value(0), value(1)];
}

function fittingPadding(place: Place): Written {
  const { kernel, dilation, size } = windowOf(place);
  return eachAxis((axis) => Math.max(0, Math.ceil((dilation[axis] * (kernel[axis] - 1) + 1 - size[axis]) / 2)));
}

/** The longest kernel, at most the present one, that the padded input holds. */
function fittingKernel(place: Place): Written {
  const { kernel, dilation, size } = windowOf(place);
  const { padding } = place.layer.attrs as { readonly padding?: readonly number[] | string };
  const [top = 0, left = 0, bottom = top, right = left] = typeof padding === 'object' ? padding : [];
  const room = [size[0] + top + bottom, size[1] + left + right] as const;
  return eachAxis((axis) => {
    let fitting = kernel[axis];
    while (fitting > 1 && !holds(room[axis], fitting, dilation[axis])) fitting--;
    return fitting;
  });
}

function holds(size: number, kernel: number, dilation: number): boolean {
  try {
    return outputSize({ size, kernel, stride: 1, padding: [0, 0], dilation, ceilMode: false }) > 0;
  } catch {
    return false;
  }
}

function halfKernel(place: Place): Written {
  const { kernel } = windowOf(place);
  return eachAxis((axis) => Math.floor(kernel[axis] / 2));
}

/** The most padding of a transposed convolution that leaves one row and column. */
function fittingTrim(place: Place): Written {
  const { kernel, dilation, size } = windowOf(place);
  const { stride, outputPadding } = place.layer.attrs as { readonly stride?: Pair; readonly outputPadding?: Pair };
  return eachAxis((axis) => {
    const whole =
      (size[axis] - 1) * (stride?.[axis] ?? 1) + dilation[axis] * (kernel[axis] - 1) + 1 + (outputPadding?.[axis] ?? 0);
    return Math.max(0, Math.floor((whole - 1) / 2));
  });
}

/** The number of groups nearest to the present one that divides the channels on both sides. */
function commonGroups({ layer, shape }: Place): Written | null {
  if (layer.kind !== 'Conv2d' && layer.kind !== 'ConvTranspose2d') return null;
  return nearestGroups(layer.attrs.groups, shape[0] ?? 1, layer.attrs.outChannels);
}

/** The next number of output channels that the groups divide. */
function roundedChannels({ layer }: Place): Written | null {
  if (layer.kind !== 'Conv2d' && layer.kind !== 'ConvTranspose2d') return null;
  const { groups, outChannels } = layer.attrs;
  return Math.ceil(outChannels / groups) * groups;
}
