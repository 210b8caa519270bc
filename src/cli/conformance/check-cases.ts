import { ShapeError } from '../../engine/errors.ts';
import { byOperations } from './by-operations.ts';
import { type CaseTensor, Inexpressible, type OperatorCase, type Verdict } from './operator-case.ts';
import type { Step } from './Step.ts';
import { translate } from './translate.ts';

export type { OperatorCase, Verdict };

/** Largest difference that passes, as a share of the largest expected value (at least 1). */
const TOLERANCE = 1e-4;

/** What was computed for a case. */
export interface Computed {
  /** All of these are to be what the case expects. */
  readonly results: readonly { readonly from: string; readonly values: ArrayLike<number> }[];
  /** Why the faithful executor computed it where the fused one was asked to. */
  readonly fallback?: string;
}

/** Computes the steps of a case. */
export type Compute = (steps: readonly Step[]) => Promise<Computed>;

/** Runs operator cases on the backend in use. */
export async function checkCases(
  cases: readonly OperatorCase[],
  compute: Compute = byOperations,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const test of cases) verdicts.push(await checkCase(test, compute));
  return verdicts;
}

async function checkCase(test: OperatorCase, compute: Compute): Promise<Verdict> {
  try {
    const { results, fallback } = await compute(translate(test));
    const reason = results.map(({ from, values }) => difference(values, test.outputs[0], from)).join('');
    const result = reason === '' ? 'passed' : 'failed';
    return { name: test.name, result, reason, ...(fallback !== undefined && { fallback }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // A rule of our layers that the case breaks (torch's padding of at most half a kernel) is a thing that they cannot express.
    const isSkipped = error instanceof Inexpressible || error instanceof ShapeError;
    return { name: test.name, result: isSkipped ? 'skipped' : 'failed', reason };
  }
}

function difference(found: ArrayLike<number>, expected: CaseTensor | undefined, from: string): string {
  if (expected === undefined) return 'the case expects nothing';
  if (found.length !== expected.data.length)
    return `${from} gives ${found.length} values instead of ${expected.data.length}`;
  const scale = expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = expected.data.reduce((most, value, index) => {
    const ours = found[index] ?? Number.NaN;
    return Object.is(ours, value) ? most : Math.max(most, Math.abs(value - ours));
  }, 0);
  return worst <= TOLERANCE * scale ? '' : `${from} differs by ${worst} where ${TOLERANCE * scale} is allowed`;
}
