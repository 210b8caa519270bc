import { distinct, type Exercise } from './Exercise.ts';
import { count, text } from './facts.ts';
import { convMacs, convParams } from './layer-costs.ts';
import { addsOf, analysisOf, depthOf } from './measures.ts';
import { sizeOf } from './windows.ts';

/** Weights of the three convolutions of a bottleneck. */
export const bottleneckWeights: Exercise = {
  id: 'bottleneck-weights',
  ask(random) {
    const width = random.pick([16, 32, 48, 96, 128, 256]);
    const channels = width * 4;
    const squeeze = convParams({ from: channels, to: width, kernel: 1 });
    const middle = convParams({ from: width, to: width, kernel: 3 });
    const expand = convParams({ from: width, to: channels, kernel: 1 });
    const answer = squeeze + middle + expand;
    return {
      facts: {
        channels: count(channels),
        width: count(width),
        squeeze: count(squeeze),
        middle: count(middle),
        expand: count(expand),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'no-expand': squeeze + middle,
        'wide-middle': squeeze + convParams({ from: channels, to: channels, kernel: 3 }) + expand,
        'no-kernel': squeeze + convParams({ from: width, to: width, kernel: 1 }) + expand,
        bias: answer + width + width + channels,
      }),
    };
  },
};

/** Multiply-accumulates of the 3×3 in the middle, which strides. */
export const middleMacs: Exercise = {
  id: 'middle-macs',
  ask(random) {
    const width = random.pick([16, 32, 64, 128]);
    const size = 2 * random.whole(10, 60);
    const middle = { from: width, to: width, kernel: 3, size, stride: 2, padding: 1 };
    const out = sizeOf(middle);
    const weights = convParams(middle);
    const answer = convMacs(middle);
    return {
      facts: {
        width: count(width),
        size: count(size),
        out: count(out),
        weights: count(weights),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'input-places': convMacs({ ...middle, stride: 1 }),
        'no-kernel': answer / 9,
        'weights-only': weights,
        'one-side': weights * out,
      }),
    };
  },
};

/** Layers of a deeper ResNet, from its blocks. */
export const depth: Exercise = {
  id: 'depth',
  ask(random) {
    const network = random.pick(['resnet101', 'resnet152', 'wide_resnet101_2', 'resnext101_32x8d']);
    const analysis = analysisOf(network);
    const stages = analysis.graph.stages.map(
      ({ id }) => analysis.graph.blocks.filter((block) => block.stage === id).length,
    );
    const blocks = analysis.residuals.length;
    const answer = depthOf(analysis);
    return {
      facts: {
        stages: text(stages.filter((number) => number > 0).join(', ')),
        blocks: count(blocks),
        inBlocks: count(answer - 2),
        answer: count(answer),
      },
      answer,
      mistakes: distinct(answer, {
        'blocks-only': answer - 2,
        'one-end': answer - 1,
        'one-a-block': blocks + 2,
        projections: answer + addsOf(analysis, 'projection').length,
      }),
    };
  },
};
