import type { OperatorCase, Verdict } from '../conformance/check-cases.ts';
import type { Check } from './Check.ts';

/** Every operator case; one that our layers cannot express, or that no fused kernel computes, passes with its reason, which is printed. */
export function operatorChecks(
  cases: readonly OperatorCase[],
  executor: string,
  judge: (cases: readonly OperatorCase[]) => Promise<readonly Verdict[]>,
): readonly Check[] {
  return cases.map((test) => ({
    name: `operator ${test.name} ${executor}`,
    async run() {
      const [verdict] = await judge([test]);
      if (verdict === undefined || verdict.result === 'failed') throw new Error(verdict?.reason ?? 'no verdict');
      if (verdict.result === 'skipped') return `not expressible: ${verdict.reason}`;
      return verdict.fallback === undefined ? '' : `by the faithful executor, since ${verdict.fallback}`;
    },
  }));
}
