import { greatestSlope } from './activations.ts';
import { distinct, type Exercise } from './Exercise.ts';
import { count, decimal, power } from './facts.ts';

/** The derivative of a sigmoid from its output. */
export const slopeOfOutput: Exercise = {
  id: 'slope',
  ask(random) {
    const output = random.pick([0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]);
    const answer = output * (1 - output);
    return {
      facts: { output: decimal(output), rest: decimal(1 - output) },
      answer,
      mistakes: distinct(answer, { most: greatestSlope('sigmoid'), squared: output * output, rest: 1 - output }),
    };
  },
};

/** Number of sigmoid layers after which the bound falls below a power of ten. */
export const boundLayers: Exercise = {
  id: 'layers',
  ask(random) {
    const exponent = random.whole(2, 9);
    const limit = 10 ** -exponent;
    const most = greatestSlope('sigmoid');
    const answer = layersBelow(most, limit);
    return {
      facts: {
        limit: power(limit),
        exponent: count(exponent),
        most: decimal(most),
        before: count(answer - 1),
        beforeValue: power(most ** (answer - 1)),
        value: power(most ** answer),
      },
      answer,
      mistakes: distinct(answer, { early: answer - 1, exponent, halves: layersBelow(0.5, limit) }),
    };
  },
};

/** Number of ways through a chain of residual blocks. */
export const pathCount: Exercise = {
  id: 'paths',
  ask(random) {
    const blocks = random.whole(3, 10);
    const answer = 2 ** blocks;
    return {
      facts: { blocks: count(blocks) },
      answer,
      mistakes: distinct(answer, { added: 2 * blocks, 'one-each': blocks + 1, squared: blocks ** 2 }),
    };
  },
};

/** The least number of factors whose product is below a limit. */
function layersBelow(factor: number, limit: number): number {
  let layers = 1;
  while (factor ** layers >= limit) layers += 1;
  return layers;
}
