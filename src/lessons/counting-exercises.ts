import { distinct, type Exercise } from './Exercise.ts';
import { count } from './facts.ts';
import { convParams, linearParams } from './layer-costs.ts';

/** Parameters of a convolution with bias. */
export const convCount: Exercise = {
  id: 'conv-count',
  ask(random) {
    const from = random.pick([3, 16, 32, 64, 96]);
    const to = random.pick([32, 64, 128, 256]);
    const kernel = random.pick([3, 5, 7]);
    const weights = convParams({ from, to, kernel });
    const answer = convParams({ from, to, kernel, bias: true });
    return {
      facts: {
        from: count(from),
        to: count(to),
        kernel: count(kernel),
        weights: count(weights),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'no-bias': weights,
        'bias-twice': answer + to,
        'bias-each': weights + from * to,
        'one-channel': convParams({ from: 1, to, kernel, bias: true }),
        'one-side': kernel * from * to + to,
      }),
    };
  },
};

/** Parameters of the first fully connected layer after a map. */
export const linearCount: Exercise = {
  id: 'linear-count',
  ask(random) {
    const channels = random.pick([64, 128, 256, 512]);
    const side = random.whole(4, 8);
    const to = random.pick([10, 100, 256, 1024]);
    const features = channels * side * side;
    const answer = linearParams(features, to);
    return {
      facts: {
        channels: count(channels),
        side: count(side),
        to: count(to),
        features: count(features),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'no-bias': linearParams(features, to, false),
        'bias-twice': answer + to,
        'channels-only': linearParams(channels, to),
        'one-side': linearParams(channels * side, to),
        'bias-in': features * to + features,
      }),
    };
  },
};

/** Bytes of one float32, and bytes of the MB that torchsummary prints. */
const [BYTES, MEGABYTE] = [4, 2 ** 20];

/** Memory of so many parameters. */
export const memoryCount: Exercise = {
  id: 'memory-count',
  ask(random) {
    const answer = 4 * random.whole(3, 60);
    const params = (answer * MEGABYTE) / BYTES;
    return {
      facts: { params: count(params), bytes: count(params * BYTES), megabyte: count(MEGABYTE), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'one-byte': params / MEGABYTE,
        'eight-bytes': (params * 8) / MEGABYTE,
        bits: (params * 32) / MEGABYTE,
      }),
    };
  },
};

/** How many times as many weights a fully connected head has as a 1×1 convolution. */
export const headTimes: Exercise = {
  id: 'head-times',
  ask(random) {
    const channels = random.pick([256, 512, 1024]);
    const classes = random.pick([10, 20, 100]);
    const side = random.whole(5, 14);
    const full = linearParams(channels * side * side, classes, false);
    const narrow = convParams({ from: channels, to: classes, kernel: 1 });
    const answer = full / narrow;
    return {
      facts: {
        channels: count(channels),
        classes: count(classes),
        side: count(side),
        full: count(full),
        narrow: count(narrow),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { 'one-side': side, channels, classes, weights: full }),
    };
  },
};
