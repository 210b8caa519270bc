/** What the order of channels needs of each. */
interface Stats {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly zeros: number;
}

/** Ways to order the channels of a layer. */
export const channelOrders = ['strongest', 'index', 'mean', 'zeros'] as const;

/** One way to order channels. */
export type ChannelOrder = (typeof channelOrders)[number];

/** Indices of the channels in an order: by largest magnitude, by number, by mean, by share of zeros (most first). */
export function orderChannels(channels: readonly Stats[], order: ChannelOrder): readonly number[] {
  const keys: Readonly<Record<ChannelOrder, (stats: Stats, index: number) => number>> = {
    strongest: ({ min, max }) => -Math.max(Math.abs(min), Math.abs(max)),
    index: (_stats, index) => index,
    mean: ({ mean }) => -mean,
    zeros: ({ zeros }) => -zeros,
  };
  const key = keys[order];
  const sorted = channels.map((stats, index) => ({ index, key: key(stats, index) }));
  return sorted.sort((a, b) => a.key - b.key || a.index - b.index).map(({ index }) => index);
}

/** Channels whose every value is zero. */
export function deadChannels(channels: readonly Stats[]): readonly number[] {
  return channels.flatMap(({ zeros }, index) => (zeros === 1 ? [index] : []));
}
