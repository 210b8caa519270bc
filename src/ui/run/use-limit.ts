import { useApp } from '../hooks/use-app.ts';

/** The value that the ends of the colour map stand for, for a channel of the layer shown: by the scope that was chosen. */
export function useLimit(): (channel: number) => number {
  const { layer, scope, range } = useApp(({ layerStats, scope, networkRange }) => ({
    layer: layerStats,
    scope,
    range: networkRange,
  }));
  const channels = layer?.channels ?? [];
  const all = channels.reduce((most, { min, max }) => Math.max(most, Math.abs(min), Math.abs(max)), 0);
  return (channel) => {
    if (scope === 'network' && range !== null) return Math.max(Math.abs(range.min), Math.abs(range.max));
    const own = channels[channel];
    return scope === 'channel' && own !== undefined ? Math.max(Math.abs(own.min), Math.abs(own.max)) : all;
  };
}
