import type { Conv2dAttrs } from '../../engine/layers/attrs.ts';
import { PANEL } from './algorithm.ts';

/** For each panel of eight outputs the first input channel that it reads, and how many all of them read. */
export interface Panels {
  readonly starts: readonly number[];
  readonly width: number;
}

/** What the panels of a convolution read: everything, or the channels of their groups, as many for each as for the widest. */
export function panelsOf({ outChannels, groups }: Conv2dAttrs, channels: number): Panels {
  const count = Math.ceil(outChannels / PANEL);
  if (groups === 1) return { starts: Array.from({ length: count }, () => 0), width: channels };
  const [inWidth, outWidth] = [channels / groups, outChannels / groups];
  const ranges = Array.from({ length: count }, (_unused, panel) => {
    const last = Math.min((panel + 1) * PANEL, outChannels) - 1;
    return [Math.floor((panel * PANEL) / outWidth) * inWidth, (Math.floor(last / outWidth) + 1) * inWidth] as const;
  });
  const width = Math.max(...ranges.map(([from, to]) => to - from));
  return { starts: ranges.map(([from]) => Math.min(from, channels - width)), width };
}

/** Whether all panels are full of outputs that read everything. */
export function areWholePanels({ groups, outChannels }: Conv2dAttrs): boolean {
  return groups === 1 && outChannels % PANEL === 0;
}
