import { ShapeError } from '../errors.ts';
import { requireWhole } from '../require-whole.ts';
import type { EngineRule } from '../rules.ts';
import { formatShape, type Shape } from '../shape.ts';

/** Channels, height and width of a feature map. Throws `ShapeError` if the shape is not `[C, H, W]`. */
export function asMap(
  kind: string,
  shape: Shape | undefined,
): readonly [channels: number, height: number, width: number] {
  const [channels, height, width] = shape ?? [];
  if (shape?.length === 3 && channels !== undefined && height !== undefined && width !== undefined)
    return [channels, height, width];
  const found = formatShape(shape ?? []);
  const repair = 'a place before the map is flattened';
  throw shapeError(
    'notAMap',
    `${kind} needs a feature map [C, H, W], and gets ${found}. Use ${repair}.`,
    { kind, shape: found },
    repair,
  );
}

/** The only input of a layer. Throws `ShapeError` if there is another number of them. */
export function onlyInput(kind: string, inputs: readonly Shape[]): Shape {
  const [input] = inputs;
  if (input === undefined || inputs.length !== 1)
    throw shapeError(
      'inputCount',
      `${kind} takes 1 input, and gets ${inputs.length}.`,
      { kind, found: inputs.length, expected: 1 },
      'one input',
    );
  return input;
}

/** Throws `ShapeError` if groups do not divide the channels of either side. */
export function requireGroups(groups: number, inChannels: number, outChannels: number): void {
  requireWhole('groups', groups);
  requireWhole('out_channels', outChannels);
  for (const [side, channels] of [
    ['in_channels', inChannels],
    ['out_channels', outChannels],
  ] as const) {
    if (channels % groups === 0) continue;
    const repair = `groups ${nearestGroups(groups, inChannels, outChannels)}, or ${side} ${Math.ceil(channels / groups) * groups}`;
    throw shapeError(
      'groupsDoNotDivide',
      `groups ${groups} does not divide ${side} ${channels}. Use ${repair}.`,
      { groups, channels, side },
      repair,
    );
  }
}

/** A `ShapeError` of a layer on its own; the node is filled in by `analyze`. */
export function shapeError(
  rule: EngineRule,
  message: string,
  values: Readonly<Record<string, string | number>>,
  repair: string,
): ShapeError {
  return new ShapeError(message, { node: '', rule, values, repair });
}

/** The number of groups nearest to the wanted that divides both sides, the smaller of two. */
export function nearestGroups(wanted: number, inChannels: number, outChannels: number): number {
  const divides = (groups: number): boolean => inChannels % groups === 0 && outChannels % groups === 0;
  for (let away = 1; away < wanted; away++) {
    if (divides(wanted - away)) return wanted - away;
    if (divides(wanted + away)) return wanted + away;
  }
  return 1;
}
