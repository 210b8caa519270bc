import { checkCases, type OperatorCase, type Verdict } from '../conformance/check-cases.ts';
import type { Check } from './Check.ts';

/** Every operator case; one that our layers cannot express passes with its reason, which is printed. */
export function operatorChecks(
  cases: readonly OperatorCase[],
  backend: string,
  judge: (cases: readonly OperatorCase[]) => Promise<readonly Verdict[]> = checkCases,
): readonly Check[] {
  return cases.map((test) => ({
    name: `operator ${test.name} ${backend}`,
    async run() {
      const [verdict] = await judge([test]);
      if (verdict === undefined || verdict.result === 'failed') throw new Error(verdict?.reason ?? 'no verdict');
      return verdict.result === 'skipped' ? `not expressible: ${verdict.reason}` : '';
    },
  }));
}
