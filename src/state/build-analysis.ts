import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { ShapeError } from '../engine/errors.ts';
import type { BuildOptions, NetworkEntry } from '../zoo/NetworkEntry.ts';
import { smallestSide } from '../zoo/smallest-side.ts';
import type { UserError } from './AppState.ts';
import { isClasses, isSize, MAX_CLASSES, MAX_SIDE } from './limits.ts';
import { toUserError } from './user-error.ts';

/** A network worked out, or why it cannot be. */
export type Built = { readonly analysis: Analysis } | { readonly error: UserError };

/**
 * Works a network out at a size and number of classes. Never throws: settings out of range become `badSize` and `badClasses`; a size
 * that does not fit keeps the engine's rule, node (`at`) and numbers, beside the `network`, the `picture` and the smallest size that `fits`.
 */
export function buildAnalysis(entry: NetworkEntry, options: BuildOptions): Built {
  const { size, classes } = options;
  if (!isSize(size)) return { error: { rule: 'badSize', values: { size: `${size[0]}×${size[1]}`, limit: MAX_SIDE } } };
  if (!isClasses(classes)) return { error: { rule: 'badClasses', values: { classes, limit: MAX_CLASSES } } };
  try {
    return { analysis: analyze(entry.build(options)) };
  } catch (error) {
    if (!(error instanceof ShapeError)) return { error: toUserError(error) };
    return { error: describeMisfit(entry, options, toUserError(error)) };
  }
}

function describeMisfit(entry: NetworkEntry, options: BuildOptions, error: UserError): UserError {
  const [height, width] = options.size;
  const side = smallestSide(entry, options.classes);
  const values = { network: entry.title, picture: `${height}×${width}`, ...error.values };
  if (side === null) return { rule: error.rule, values };
  return { rule: error.rule, values: { ...values, fits: `${Math.max(height, side)}×${Math.max(width, side)}` } };
}
