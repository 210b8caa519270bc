import { expect, test } from 'vitest';
import { analyze } from '../../../engine/analyze.ts';
import { GraphBuilder } from '../../../engine/GraphBuilder.ts';
import { conv2d, convTranspose2d, maxPool2d } from '../../../engine/layers/attr-defaults.ts';
import { axisFormula, type Piece } from './formula-lines.ts';

const text = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');

test.each([
  ['Conv2d', conv2d(8, 7, { stride: 2, padding: 3 }), 0, '⌊(224 + 2·3 − 7) / 2⌋ + 1', '⌊111.5⌋ + 1', 112],
  ['Conv2d', conv2d(8, [3, 5], { dilation: 2 }), 1, '⌊(200 + 2·0 − 2·(5 − 1) − 1) / 1⌋ + 1', '⌊191⌋ + 1', 192],
  ['MaxPool2d', maxPool2d(3, { stride: 2, ceilMode: true }), 0, '⌈(224 + 2·0 − 3) / 2⌉ + 1', '⌈110.5⌉ + 1', 112],
  ['ConvTranspose2d', convTranspose2d(8, 2, { stride: 2 }), 1, '(200 − 1)·2 − 2·0 + 1·(2 − 1) + 1', '', 400],
  [
    'ConvTranspose2d',
    convTranspose2d(8, 3, { stride: 2, padding: 1, outputPadding: 1 }),
    0,
    '(224 − 1)·2 − 2·1 + 1·(3 − 1) + 1 + 1',
    '',
    448,
  ],
] as const)('axisFormula of %s %o along axis %i', (kind, attrs, axis, numbers, quotient, output) => {
  const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [3, 224, 200] });
  const report = analyze(g.build(g.module(kind, 'layer', g.input, attrs))).byId.get('layer');
  const formula = report && axisFormula(report, axis);
  expect(formula && { numbers: text(formula.numbers), quotient: formula.quotient, output: formula.output }).toEqual({
    numbers,
    quotient,
    output,
  });
});

test('axisFormula is nothing for a layer that does not slide', () => {
  const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [3, 8, 8] });
  const report = analyze(g.build(g.module('ReLU', 'layer', g.input))).byId.get('layer');
  expect(report && axisFormula(report, 0)).toBeNull();
});
