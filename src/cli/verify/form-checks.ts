import { FORMS, nameOf } from '../../runtime/webgpu/shaders/convolution-forms.ts';
import type { Check } from './Check.ts';
import type { FormVerdict } from './convolution-forms.ts';

/** Greatest difference from the faithful executor, relative to the greatest value. */
const TOLERANCE = 1e-5;

/** A check for each form of the convolution kernels: its values are those of the faithful executor. `verdicts` runs forms by their names. */
export function formChecks(
  executor: string,
  verdicts: (names: readonly string[]) => Promise<readonly FormVerdict[]>,
): readonly Check[] {
  return FORMS.map(nameOf).map((form) => ({
    name: `convolution form ${form} ${executor}`,
    async run() {
      const [verdict] = await verdicts([form]);
      if (verdict === undefined || verdict.classes === 0) throw new Error(`no convolution ran in the form ${form}`);
      const { classes, difference } = verdict;
      if (!(difference <= TOLERANCE)) throw new Error(`differs by ${difference}, which is more than ${TOLERANCE}`);
      return `${classes} classes differ by ${difference.toExponential(1)}`;
    },
  }));
}
