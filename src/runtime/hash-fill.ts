import type { Analysis } from '../engine/analysis.ts';
import type { LayerKind } from '../engine/layers/attrs.ts';
import { numel, type Shape } from '../engine/shape.ts';
import { hashed } from './hash.ts';
import type { StateDict } from './StateDict.ts';

/**
 * Weights for every array of a network, made from the array's name: the same in any program, so that layers can be compared
 * without sending weights along. Norms 0.5 + u and 0.2 s, biases 0.1 s, weights s·√(6 / fan-in) (convolution) or s·√(3 / fan-in).
 */
export function hashFill(analysis: Analysis): StateDict {
  const fills = fillsOf(analysis);
  return new Map([...fills].map(([key, fill]) => [key, fill()]));
}

/** As `hashFill`, each array made when it is asked for and kept by nobody. */
export function hashSource(analysis: Analysis): (name: string) => Float32Array | undefined {
  const fills = fillsOf(analysis);
  return (name) => fills.get(name)?.();
}

function fillsOf(analysis: Analysis): ReadonlyMap<string, () => Float32Array> {
  const fills = new Map<string, () => Float32Array>();
  for (const { node, parameters } of analysis.reports)
    for (const { name, shape } of parameters) {
      const key = `${node.module ?? node.id}.${name}`;
      if (!fills.has(key)) fills.set(key, () => hashed(key, numel(shape), filler(node.kind, name, shape)));
    }
  return fills;
}

/** A network input `[C, H, W]` of values in −2…2. */
export function hashInput(shape: Shape): Float32Array {
  return hashed('input', numel(shape), (s) => 2 * s);
}

function filler(kind: LayerKind, name: string, shape: Shape): (s: number) => number {
  if (kind === 'BatchNorm2d')
    return name === 'weight' || name === 'running_var' ? (s) => 0.5 + (s + 1) / 2 : (s) => 0.2 * s;
  if (name === 'bias') return (s) => 0.1 * s;
  const scale = kind === 'Linear' ? Math.sqrt(3 / (shape[1] ?? 1)) : Math.sqrt(6 / numel(shape.slice(1)));
  return (s) => s * scale;
}
