import { conv2d } from '../engine/layers/attr-defaults.ts';
import { Conv2d } from '../engine/layers/Conv2d.ts';
import { outputSize } from '../engine/output-size.ts';
import { distinct, type Exercise } from './Exercise.ts';
import { count, text } from './facts.ts';
import { addsOf, analysisOf } from './measures.ts';

/** Output size of a projection whose stride does not divide evenly. */
export const projectionSize: Exercise = {
  id: 'projection-size',
  ask(random) {
    const stride = random.pick([2, 3, 4]);
    const size = stride * random.whole(8, 40) + random.whole(2, stride);
    const answer = along(size, 1, stride);
    return {
      facts: { size: count(size), stride: count(stride), quotient: count(answer - 1), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        'no-plus-one': answer - 1,
        'rounded-up': Math.ceil((size - 1) / stride) + 1,
      }),
    };
  },
};

/** Weights of a projection without bias. */
export const projectionWeights: Exercise = {
  id: 'projection-weights',
  ask(random) {
    const from = random.pick([64, 128, 256]);
    const to = from * random.pick([2, 4]);
    const answer = weights(from, to, 1, false);
    return {
      facts: { from: count(from), to: count(to), answer: count(answer) },
      answer,
      mistakes: distinct(answer, {
        bias: weights(from, to, 1, true),
        'kernel-3': weights(from, to, 3, false),
        swapped: weights(from, from, 1, false),
        added: from + to,
      }),
    };
  },
};

/** Channels of zeros that option A adds on each side. */
export const optionAChannels: Exercise = {
  id: 'option-a-channels',
  ask(random) {
    const from = random.pick([16, 24, 32, 40]);
    const to = from * random.pick([2, 3]);
    const answer = (to - from) / 2;
    return {
      facts: { from: count(from), to: count(to), added: count(to - from), answer: count(answer) },
      answer,
      mistakes: distinct(answer, { 'not-halved': to - from, 'half-of-all': to / 2, 'half-of-x': from / 2 }),
    };
  },
};

/** How many identity shortcuts a ResNet has. */
export const identityCount: Exercise = {
  id: 'identity-count',
  ask(random) {
    const { network, title } = random.pick([
      { network: 'resnet101', title: 'ResNet-101' },
      { network: 'resnet152', title: 'ResNet-152' },
      { network: 'resnet34', title: 'ResNet-34' },
    ]);
    const analysis = analysisOf(network);
    const blocks = analysis.residuals.length;
    const projections = addsOf(analysis, 'projection').length;
    const answer = addsOf(analysis, 'identity').length;
    return {
      facts: {
        network: text(title),
        blocks: count(blocks),
        projections: count(projections),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { all: blocks, projections, 'one-projection': blocks - 1 }),
    };
  },
};

function along(size: number, kernel: number, stride: number): number {
  return outputSize({ size, kernel, stride, padding: [0, 0], dilation: 1, ceilMode: false });
}

/** Learned values of a square convolution. */
function weights(from: number, to: number, kernel: number, bias: boolean): number {
  return Conv2d.parameters([[from, kernel, kernel]], conv2d(to, kernel, { bias })).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}
