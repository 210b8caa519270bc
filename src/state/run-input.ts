import type { Calls } from '../worker/protocol.ts';
import { findNetwork } from '../zoo/index.ts';
import { resizeFor } from '../zoo/resize-for.ts';
import type { AppState } from './AppState.ts';

/** The picture as the network wants it; `null` while picture or weights are wanting. */
export function runInput({ picture, weights, network, size }: AppState): Calls['run']['in'] | null {
  const entry = findNetwork(network);
  if (picture === null || weights === null || entry === undefined) return null;
  const { resize: ownResize, mean, std } = weights.entry?.preprocessing ?? entry.preprocessing;
  const resize = resizeFor({ defaults: entry.defaults, preprocessing: { resize: ownResize, mean, std } }, size);
  return { image: picture.blob, preprocess: { resize, crop: size, mean, std } };
}
