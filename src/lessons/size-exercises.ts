import { distinct, type Exercise } from './Exercise.ts';
import { count } from './facts.ts';
import { alongFacts, sizeOf } from './windows.ts';

/** Rows out of a window without padding, whose last step is not a whole one. */
export const plainSize: Exercise = {
  id: 'plain-size',
  ask(random) {
    const stride = random.pick([2, 3, 4]);
    const kernel = random.pick([3, 5, 7]);
    const window = { size: kernel + stride * random.whole(6, 40) + random.whole(1, stride - 1), kernel, stride };
    const answer = sizeOf(window);
    return {
      facts: { ...alongFacts(window), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'rounded-up': answer + 1,
        'no-plus-one': answer - 1,
        'no-kernel': Math.floor(window.size / stride) + 1,
      }),
    };
  },
};

/** Rows out of a window with padding. */
export const paddedSize: Exercise = {
  id: 'padded-size',
  ask(random) {
    const padding = random.pick([1, 2, 3]);
    const kernel = 2 * padding + 1;
    const stride = random.pick([2, 3]);
    const window = { size: random.whole(20, 230), kernel, stride, padding };
    const answer = sizeOf(window);
    return {
      facts: { ...alongFacts(window), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'no-plus-one': answer - 1,
        'one-side': Math.floor((window.size + padding - kernel) / stride) + 1,
        'no-padding': sizeOf({ ...window, padding: 0 }),
        'rounded-up': answer + 1,
      }),
    };
  },
};

/** The padding that keeps the size. */
export const keptSize: Exercise = {
  id: 'kept-size',
  ask(random) {
    const answer = random.whole(2, 5);
    const kernel = 2 * answer + 1;
    const size = random.whole(20, 60);
    const without = sizeOf({ size, kernel });
    return {
      facts: {
        size: count(size),
        kernel: count(kernel),
        without: count(without),
        missing: count(size - without),
        check: count(sizeOf({ size, kernel, padding: answer })),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { 'both-sides': size - without, kernel, 'one-too-many': answer + 1 }),
    };
  },
};

/** Rows out of a dilated window. */
export const dilatedSize: Exercise = {
  id: 'dilated-size',
  ask(random) {
    const dilation = random.pick([2, 3, 4]);
    const kernel = random.pick([3, 5]);
    const window = { size: random.whole(24, 64), kernel, dilation };
    const answer = sizeOf(window);
    return {
      facts: { ...alongFacts(window), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        undilated: sizeOf({ ...window, dilation: 1 }),
        'all-gaps': sizeOf({ size: window.size, kernel: dilation * kernel }),
        'no-plus-one': answer - 1,
      }),
    };
  },
};

/** Rows that no window touches. */
export const lostRows: Exercise = {
  id: 'lost-rows',
  ask(random) {
    const stride = random.pick([3, 4, 5]);
    const kernel = random.pick([3, 5]);
    const answer = random.whole(1, stride - 1);
    const window = { size: kernel + stride * random.whole(5, 30) + answer, kernel, stride };
    return {
      facts: { ...alongFacts(window), answer: count(answer) },
      answer,
      mistakes: distinct(answer, { none: 0, missing: stride - answer, rows: sizeOf(window) }),
    };
  },
};
