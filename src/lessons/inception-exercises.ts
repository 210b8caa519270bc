import { distinct, type Exercise } from './Exercise.ts';
import { count } from './facts.ts';
import { convMacs, convParams, linearParams } from './layer-costs.ts';
import { sizeOf } from './windows.ts';

/** Channels after the concatenation, where the pool has no projection. */
export const joinedChannels: Exercise = {
  id: 'joined-channels',
  ask(random) {
    const from = 32 * random.whole(4, 16);
    const [one, three, five] = [16 * random.whole(2, 12), 32 * random.whole(4, 9), 16 * random.whole(1, 5)];
    const answer = one + three + five + from;
    return {
      facts: { from: count(from), one: count(one), three: count(three), five: count(five), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'no-pool': one + three + five,
        largest: Math.max(one, three, five, from),
        'input-twice': answer + from,
        product: one * three * five,
      }),
    };
  },
};

/** The padding with which a branch keeps its size. */
export const branchPadding: Exercise = {
  id: 'branch-padding',
  ask(random) {
    const kernel = random.pick([5, 7, 9, 11]);
    const size = random.whole(14, 56);
    const answer = [...Array(kernel).keys()].find((padding) => sizeOf({ size, kernel, padding }) === size) ?? 0;
    return {
      facts: {
        kernel: count(kernel),
        size: count(size),
        without: count(sizeOf({ size, kernel })),
        lost: count(kernel - 1),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'both-sides': kernel - 1,
        kernel,
        'kernel-half': kernel / 2,
        'rounded-up': (kernel + 1) / 2,
        none: 0,
      }),
    };
  },
};

/** Weights of a 5×5 branch behind a reduction. */
export const reducedWeights: Exercise = {
  id: 'reduced-weights',
  ask(random) {
    const from = 64 * random.whole(3, 13);
    const narrow = random.pick([16, 24, 32, 48]);
    const to = random.pick([64, 96, 128]);
    const reduction = convParams({ from, to: narrow, kernel: 1 });
    const kernels = convParams({ from: narrow, to, kernel: 5 });
    const answer = reduction + kernels;
    return {
      facts: {
        from: count(from),
        narrow: count(narrow),
        to: count(to),
        reduction: count(reduction),
        kernels: count(kernels),
        naive: count(convParams({ from, to, kernel: 5 })),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'no-reduction': kernels,
        naive: convParams({ from, to, kernel: 5 }),
        both: reduction + convParams({ from, to, kernel: 5 }),
        'one-side': reduction + 5 * narrow * to,
        bias: answer + narrow + to,
      }),
    };
  },
};

/** MACs of a naive 5×5 branch that keeps the size. */
export const branchMacs: Exercise = {
  id: 'branch-macs',
  ask(random) {
    const from = 32 * random.whole(3, 9);
    const to = 16 * random.whole(1, 4);
    const size = 2 * random.whole(7, 20);
    const setting = { from, to, kernel: 5, size, padding: 2 };
    const weights = convParams(setting);
    const answer = convMacs(setting);
    return {
      facts: { from: count(from), to: count(to), size: count(size), weights: count(weights), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'weights-only': weights,
        'no-padding': convMacs({ ...setting, padding: 0 }),
        'no-kernel': convMacs({ ...setting, kernel: 1, padding: 0 }),
        'one-side': weights * size,
      }),
    };
  },
};

/** Parameters of an auxiliary head: a 1×1 convolution to 128 channels with its BatchNorm, then two linear layers. */
export const headParams: Exercise = {
  id: 'head-params',
  ask(random) {
    const classes = random.pick([10, 20, 37, 100, 200, 365]);
    const hidden = random.pick([256, 512, 1024]);
    const [channels, side] = [128, random.pick([2, 3, 4])];
    const features = channels * side * side;
    const first = linearParams(features, hidden);
    const second = linearParams(hidden, classes);
    const answer = first + second;
    return {
      facts: {
        classes: count(classes),
        hidden: count(hidden),
        channels: count(channels),
        side: count(side),
        features: count(features),
        first: count(first),
        second: count(second),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'first-only': first,
        'second-only': second,
        'no-bias': answer - hidden - classes,
        'not-flat': linearParams(channels, hidden) + second,
        'one-side': linearParams(channels * side, hidden) + second,
      }),
    };
  },
};
