import type { Analysis, Residual } from '../../engine/analysis.ts';

/** Why a shortcut is what it is: an id for its sentence, and the numbers in it. */
export interface ShortcutReason {
  readonly reason: 'identity' | 'channels' | 'size' | 'both' | 'chosen' | 'zeroPad';
  readonly values: Readonly<Record<string, string | number>>;
}

/** Compares what x is with what it is added to: channels, map, both, or neither (a projection by choice). */
export function shortcutReason(analysis: Analysis, residual: Residual): ShortcutReason {
  const [fromChannels = 0, fromSide = 1] = analysis.byId.get(residual.from)?.output ?? [];
  const [toChannels = 0, toSide = 1] = analysis.byId.get(residual.add)?.output ?? [];
  const values = { fromChannels, toChannels, fromSide, toSide, stride: Math.round(fromSide / toSide) };
  if (residual.kind === 'identity') return { reason: 'identity', values };
  if (residual.kind === 'zero-pad') return { reason: 'zeroPad', values };
  const [channels, size] = [fromChannels !== toChannels, fromSide !== toSide];
  return { reason: channels && size ? 'both' : channels ? 'channels' : size ? 'size' : 'chosen', values };
}
