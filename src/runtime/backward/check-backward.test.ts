import { expect, it } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { findNetwork } from '../../zoo/index.ts';
import { checkBackward } from './check-backward.ts';

it.each(['resnet152', 'vgg19_bn', 'googlenet_aux'])('checkBackward() lets %s through at its own size', (network) => {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`the zoo has no ${network}`);
  expect(() => checkBackward(analyze(entry.build(entry.defaults)))).not.toThrow();
});

it('checkBackward() refuses a network whose outputs cannot all be kept, in numbers', () => {
  const entry = findNetwork('resnet152');
  const analysis = analyze(entry?.build({ size: [448, 448], classes: 10 }) as never);
  expect(() => checkBackward(analysis)).toThrow(/resnet152 needs 1\d{3} MiB of outputs, and at most 640/);
});
