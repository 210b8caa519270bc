import { distinct, type Exercise } from './Exercise.ts';
import { count } from './facts.ts';
import { sizeOf, zeroPadSize } from './windows.ts';

/** Rows after two convolutions in a row, at least one of which loses some. */
export const twoSteps: Exercise = {
  id: 'two-steps',
  ask(random) {
    const kernel = random.pick([2, 3]);
    const size = 4 * random.whole(12, 70) + random.whole(1, 3);
    const first = sizeOf({ size, kernel, stride: 2 });
    const answer = sizeOf({ size: first, kernel, stride: 2 });
    return {
      facts: { size: count(size), kernel: count(kernel), first: count(first), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'one-only': first,
        'no-plus-one': Math.floor((Math.floor((size - kernel) / 2) - kernel) / 2),
        'rounded-up': Math.ceil((Math.ceil((size - kernel) / 2) + 1 - kernel) / 2) + 1,
        'no-kernel': Math.floor((Math.floor(size / 2) + 1) / 2) + 1,
      }),
    };
  },
};

/** The stride of a 1×1 projection between two sizes. */
export const whichStride: Exercise = {
  id: 'which-stride',
  ask(random) {
    const answer = random.pick([3, 4, 5, 6]);
    const out = random.whole(12, 40);
    const size = answer * (out - 1) + random.whole(1, answer);
    return {
      facts: {
        size: count(size),
        out: count(out),
        steps: count(out - 1),
        span: count(size - 1),
        answer: count(answer),
        check: count(sizeOf({ size, kernel: 1, stride: answer })),
      },
      answer,
      mistakes: distinct(answer, { halved: 2, difference: size - out, 'too-far': answer + 1, 'too-short': answer - 1 }),
    };
  },
};

/** The padding with which a larger kernel fits as well. */
export const whichPadding: Exercise = {
  id: 'which-padding',
  ask(random) {
    const kernel = random.pick([3, 5, 7]);
    const stride = 2;
    const answer = (kernel - 1) / 2;
    const size = 2 * random.whole(14, 60);
    const out = sizeOf({ size, kernel, stride, padding: answer });
    const without = sizeOf({ size, kernel, stride });
    return {
      facts: {
        size: count(size),
        kernel: count(kernel),
        stride: count(stride),
        out: count(out),
        without: count(without),
        missing: count(out - without),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { none: 0, 'both-sides': 2 * answer, kernel }),
    };
  },
};

/** Rows that option A keeps of an odd map. */
export const rowsKept: Exercise = {
  id: 'rows-kept',
  ask(random) {
    const stride = random.pick([2, 3, 4]);
    const size = stride * random.whole(6, 30) + random.whole(1, stride - 1);
    const answer = zeroPadSize(size, stride);
    return {
      facts: {
        size: count(size),
        stride: count(stride),
        last: count((answer - 1) * stride),
        times: count(answer - 1),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { floored: Math.floor(size / stride), dropped: size - answer }),
    };
  },
};
