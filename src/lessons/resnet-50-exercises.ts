import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import { bottleneck } from '../zoo/blocks/residual.ts';
import { analysisOfView } from './bench.ts';
import { distinct, type Exercise } from './Exercise.ts';
import { count, text } from './facts.ts';
import { convMacs, convParams } from './layer-costs.ts';
import { paramsOf, valuesOf } from './measures.ts';
import { stagesOf } from './versions.ts';

/** Of the first block of a stage. */
const STRIDE = 2;
const CONVOLUTIONS = ['block.conv1', 'block.conv2', 'block.conv3'];

/** An identity block whose narrow part has `width` channels, as torchvision or as Keras builds and counts it. */
function identityBlock(width: number, framework: 'torch' | 'keras'): Analysis {
  const g = new GraphBuilder({ name: 'block', type: 'Sequential', input: [4 * width, 8, 8], framework });
  const options = { path: 'block', planes: width, stride: 1, project: false, bias: framework === 'keras' };
  return analyze(g.build(bottleneck(g, g.input, options)));
}

/** Values that a stage puts out at another input size. */
export const stageValues: Exercise = {
  id: 'stage-values',
  ask(random) {
    const size = 32 * random.whole(4, 12);
    const stage = random.whole(2, 4);
    const stages = stagesOf(analysisOfView({ network: 'resnet50', size: [size, size] }));
    const [channels = 0, side = 0] = stages[stage]?.output ?? [];
    const answer = valuesOf(stages[stage]?.output ?? []);
    return {
      facts: {
        size: count(size),
        stage: count(stage),
        channels: count(channels),
        first: count(stages[1]?.output[0] ?? 0),
        stem: count(stages[0]?.output[1] ?? 0),
        side: count(side),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'stage-before': valuesOf(stages[stage - 1]?.output ?? []),
        'no-pool': channels * (2 * side) ** 2,
        'no-stem': channels * (4 * side) ** 2,
        narrow: (channels / 4) * side * side,
        'one-side': channels * side,
      }),
    };
  },
};

/** Parameters of an identity block with its BatchNorms. */
export const blockParams: Exercise = {
  id: 'block-params',
  ask(random) {
    const width = random.pick([16, 24, 32, 48, 96, 128]);
    const channels = 4 * width;
    const analysis = identityBlock(width, 'torch');
    const convolutions = paramsOf(analysis, CONVOLUTIONS);
    const answer = analysis.params;
    const norms = answer - convolutions;
    return {
      facts: {
        width: count(width),
        channels: count(channels),
        convolutions: count(convolutions),
        norms: count(norms),
        normalised: count(norms / 2),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'no-norm': convolutions,
        'one-value': convolutions + norms / 2,
        statistics: answer + norms,
        'no-expand': answer - paramsOf(analysis, ['block.conv3', 'block.bn3']),
        'wide-middle': answer + convParams({ from: channels, to: channels, kernel: 3 }) - 9 * width * width,
      }),
    };
  },
};

/** What v1 saves where a stage begins. */
export const strideSaving: Exercise = {
  id: 'stride-saving',
  ask(random) {
    const to = random.pick([32, 64, 96, 128]);
    const from = 2 * to;
    const size = 2 * random.whole(8, 40);
    const conv = { from, to, kernel: 1, size };
    const whole = convMacs(conv);
    const left = convMacs({ ...conv, stride: STRIDE });
    const answer = whole - left;
    return {
      facts: {
        from: count(from),
        to: count(to),
        size: count(size),
        stride: count(STRIDE),
        half: count(size / STRIDE),
        whole: count(whole),
        left: count(left),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, { left, half: whole / 2, whole, weights: convParams(conv) }),
    };
  },
};

/** How many parameters more Keras counts for the same block. */
export const kerasMore: Exercise = {
  id: 'keras-more',
  ask(random) {
    const width = random.pick([16, 24, 32, 48, 64, 96, 128]);
    const [torch, keras] = [identityBlock(width, 'torch'), identityBlock(width, 'keras')];
    const answer = keras.params - torch.params;
    const biases = keras.trainable - torch.trainable;
    const statistics = answer - biases;
    return {
      facts: {
        width: count(width),
        channels: count(4 * width),
        sum: text(`${width} + ${width} + ${4 * width}`),
        biases: count(biases),
        statistics: count(statistics),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'biases-only': biases,
        'statistics-only': statistics,
        'all-norm': answer + statistics,
        'last-only': statistics + 4 * width,
      }),
    };
  },
};
