import type { Shape } from '../engine/shape.ts';
import { numel } from '../engine/shape.ts';
import { stateEntries } from '../engine/state-entries.ts';
import { type BlockForm, type BlockSetting, blockAnalysis } from './block-forms.ts';
import { createRandom } from './random.ts';

/** An array of weights, row by row. */
export interface WeightArray {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** The form that owns the weights, from which each other form takes its slices. */
export const sourceForm: { readonly [Form in BlockForm]: 'grouped' | 'twoDense' } = {
  branches: 'grouped',
  concat: 'grouped',
  grouped: 'grouped',
  twoBranches: 'twoDense',
  twoDense: 'twoDense',
};

/** Seed of the weights: the same block at every visit. */
const SEED = 1611;

/**
 * Weights for a block of this form, by the names of its arrays. They are drawn once, for the form with the fewest convolutions; the
 * others get slices of them: a branch's kernels are rows of the whole, and the convolution that leads back reads its columns.
 */
export function blockWeights(form: BlockForm, setting: BlockSetting): ReadonlyMap<string, WeightArray> {
  const whole = drawWeights(sourceForm[form], setting);
  if (form === sourceForm[form]) return whole;
  return new Map(
    stateEntries(blockAnalysis(form, setting)).map(({ name, shape }) => {
      const branch = /^block\.(\d+)\./.exec(name)?.[1];
      const source = whole.get(name.replace(/^block\.\d+\./, 'block.'));
      if (source === undefined) throw new Error(`no array is the source of ${name}`);
      return [name, branch === undefined ? source : sliceOf(source, shape, Number(branch))];
    }),
  );
}

/** He's uniform weights. */
function drawWeights(form: BlockForm, setting: BlockSetting): ReadonlyMap<string, WeightArray> {
  const random = createRandom(SEED);
  return new Map(
    stateEntries(blockAnalysis(form, setting)).map(({ name, shape }) => {
      const bound = Math.sqrt(6 / numel(shape.slice(1)));
      const data = Float32Array.from({ length: numel(shape) }, () => (random.whole(-1e6, 1e6) / 1e6) * bound);
      return [name, { shape, data }];
    }),
  );
}

/** The part of `[out, in, k, k]` that belongs to a branch: its rows where it puts out fewer channels, else its columns. */
function sliceOf({ shape, data }: WeightArray, wanted: Shape, branch: number): WeightArray {
  const [rows = 1] = wanted;
  const length = numel(wanted);
  if (rows < (shape[0] ?? 1)) return { shape: wanted, data: data.slice(branch * length, (branch + 1) * length) };
  const [whole, part] = [numel(shape.slice(1)), length / rows];
  const slice = new Float32Array(length);
  for (let row = 0; row < rows; row++) {
    const from = row * whole + branch * part;
    slice.set(data.subarray(from, from + part), row * part);
  }
  return { shape: wanted, data: slice };
}
