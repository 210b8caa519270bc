import type { Trace, TraceLayer } from '../../runtime/trace.ts';

/** How far a trace is from its reference. */
export interface Comparison {
  /** Greatest difference of a value, mean, deviation or logit, as a share of the greatest value of its layer. */
  readonly worst: number;
  /** Where it is: a module's path, or `logits`. */
  readonly where: string;
  /** What does not agree at all: paths, types, shapes, parameters, MACs, places of samples. */
  readonly problems: readonly string[];
}

/** Compares a trace with one that PyTorch made. NaN is as far as anything can be. */
export function compareTrace(found: Trace, expected: Trace): Comparison {
  const problems: string[] = [];
  const same = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b))
      problems.push(`${what}: ${JSON.stringify(a)} instead of ${JSON.stringify(b)}`);
  };
  const paths = (trace: Trace): readonly string[] => trace.layers.map(({ path }) => path);
  same('input', found.input, expected.input);
  same('classes', found.classes, expected.classes);
  same('params', found.params, expected.params);
  same('paths', paths(found), paths(expected));
  same('number of logits', found.logits.length, expected.logits.length);
  const differences = expected.layers.map((layer, index) => {
    const ours = found.layers[index];
    if (ours === undefined) return { where: layer.path, difference: Number.POSITIVE_INFINITY };
    for (const key of ['type', 'out', 'params', 'macs', 'at'] as const)
      same(`${layer.path} ${key}`, ours[key], layer[key]);
    return { where: layer.path, difference: furthest(figures(ours), figures(layer), layer.absmax) };
  });
  const largest = expected.logits.reduce((most, logit) => Math.max(most, Math.abs(logit)), 0);
  differences.push({ where: 'logits', difference: furthest(found.logits, expected.logits, largest) });
  const worst = differences.reduce((a, b) => (b.difference > a.difference ? b : a));
  return { worst: worst.difference, where: worst.where, problems };
}

function figures({ mean, std, absmax, values }: TraceLayer): readonly number[] {
  return [mean, std, absmax, ...values];
}

function furthest(found: readonly number[], expected: readonly number[], scale: number): number {
  return expected.reduce((most, value, index) => {
    const difference = Math.abs((found[index] ?? Number.NaN) - value) / (scale || 1);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}
