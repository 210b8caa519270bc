import { distinct, type Exercise } from './Exercise.ts';
import { count } from './facts.ts';
import { convParams } from './layer-costs.ts';
import { levelWidth, sumOfBlock, weightsOfBlock } from './level-cost.ts';

/** Weights of all branches of a block. */
export const branchWeights: Exercise = {
  id: 'branch-weights',
  ask(random) {
    const channels = random.pick([64, 128, 256, 512]);
    const cardinality = random.pick([4, 8, 16, 32]);
    const width = random.pick([2, 4, 6, 8]);
    const [squeeze, middle, expand] = weightsOfBlock({ cardinality: 1, width }, channels);
    const one = squeeze + middle + expand;
    const answer = sumOfBlock({ cardinality, width }, channels);
    const inner = cardinality * width;
    return {
      facts: {
        channels: count(channels),
        cardinality: count(cardinality),
        width: count(width),
        squeeze: count(squeeze),
        middle: count(middle),
        expand: count(expand),
        one: count(one),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'one-branch': one,
        'no-expand': answer - cardinality * expand,
        'no-kernel': cardinality * (squeeze + middle / 9 + expand),
        'dense-middle': answer - cardinality * middle + convParams({ from: inner, to: inner, kernel: 3 }),
      }),
    };
  },
};

/** Weights of a grouped convolution. */
export const groupedWeights: Exercise = {
  id: 'grouped-weights',
  ask(random) {
    const groups = random.pick([2, 4, 8, 16, 32]);
    const from = groups * random.pick([2, 4, 6, 8]);
    const to = random.pick([from, 2 * from]);
    const kernel = random.pick([3, 5]);
    const conv = { from, to, kernel, groups };
    const dense = convParams({ ...conv, groups: 1 });
    const answer = convParams(conv);
    return {
      facts: {
        from: count(from),
        to: count(to),
        kernel: count(kernel),
        groups: count(groups),
        seen: count(from / groups),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        dense,
        'one-group': answer / groups,
        'groups-times': dense * groups,
        'one-channel': convParams({ from: 1, to, kernel }),
        'one-side': answer / kernel,
      }),
    };
  },
};

/** The width that keeps the cost level. */
export const nearestWidth: Exercise = {
  id: 'nearest-width',
  ask(random) {
    const channels = random.pick([128, 256, 512]);
    const single = { cardinality: 1, width: channels / 4 };
    const cardinality = random.pick([2, 4, 8]);
    const answer = levelWidth(cardinality, single, channels);
    return {
      facts: {
        channels: count(channels),
        single: count(single.width),
        cardinality: count(cardinality),
        target: count(sumOfBlock(single, channels)),
        below: count(answer - 1),
        weightsBelow: count(sumOfBlock({ cardinality, width: answer - 1 }, channels)),
        weights: count(sumOfBlock({ cardinality, width: answer }, channels)),
        above: count(answer + 1),
        weightsAbove: count(sumOfBlock({ cardinality, width: answer + 1 }, channels)),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        divided: single.width / cardinality,
        unchanged: single.width,
        total: answer * cardinality,
        below: answer - 1,
        above: answer + 1,
      }),
    };
  },
};

/** Weights of the two dense convolutions that branches of two layers come to. */
export const twoLayers: Exercise = {
  id: 'two-layers',
  ask(random) {
    const channels = random.pick([32, 64, 128]);
    const cardinality = random.pick([4, 8, 16]);
    const width = random.pick([2, 4, 8]);
    const inner = cardinality * width;
    const each = convParams({ from: channels, to: inner, kernel: 3 });
    const answer = each + convParams({ from: inner, to: channels, kernel: 3 });
    return {
      facts: {
        channels: count(channels),
        cardinality: count(cardinality),
        width: count(width),
        inner: count(inner),
        each: count(each),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'one-layer': each,
        'one-branch': answer / cardinality,
        'three-layers': sumOfBlock({ cardinality, width }, channels),
        'no-kernel': answer / 9,
      }),
    };
  },
};
