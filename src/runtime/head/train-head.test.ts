import { expect, it } from 'vitest';
import type { HeadExamples } from './Head.ts';
import { applyHead, trainHead } from './train-head.ts';

/** Two clouds of points that a line can part, far from the origin, as features behind a ReLU are. */
const examples: HeadExamples = {
  features: Float32Array.from([9, 1, 2, 8, 2, 2, 10, 1, 1, 2, 9, 3, 1, 8, 2, 2, 10, 3]),
  labels: Int32Array.from([0, 0, 0, 1, 1, 1]),
  width: 3,
  classes: 2,
};

it('trainHead(…) starts at log C, learns what can be parted, and its loss never rises', () => {
  const { frames } = trainHead(examples, null, 200);
  expect(frames[0]?.loss).toBeCloseTo(Math.log(2), 12);
  for (const [index, { loss }] of frames.slice(1).entries()) expect(loss).toBeLessThanOrEqual(frames[index]?.loss ?? 0);
  expect(frames.at(-1)?.loss).toBeLessThan(0.05);
  expect(frames.at(-1)?.accuracy).toBe(1);
});

it('trainHead(…) gives a head for features as they are', () => {
  const { head } = trainHead(examples, null, 200);
  const probabilities = applyHead(head, examples.features);
  for (const [row, label] of examples.labels.entries()) expect(probabilities[row * 2 + label]).toBeGreaterThan(0.9);
});

it('trainHead(…) in two halves is the same as in one go', () => {
  const whole = trainHead(examples, null, 40);
  const half = trainHead(examples, trainHead(examples, null, 20).head, 20);
  for (const [index, value] of whole.head.weight.entries()) expect(half.head.weight[index]).toBeCloseTo(value, 4);
  expect(half.frames.at(-1)?.loss).toBeCloseTo(whole.frames.at(-1)?.loss ?? 0, 4);
});

it('trainHead(…) goes down along the gradient that finite differences give', () => {
  const { head } = trainHead(examples, null, 3);
  const loss = (weight: Float32Array, bias: Float32Array): number => {
    const p = applyHead({ weight, bias }, examples.features);
    return examples.labels.reduce((sum, label, row) => sum - Math.log(p[row * 2 + label] ?? 0), 0) / 6;
  };
  const next = trainHead(examples, head, 1).head;
  const step = next.weight.map((value, index) => value - (head.weight[index] ?? 0));
  const shift = next.bias.map((value, index) => value - (head.bias[index] ?? 0));
  const along = (share: number): number =>
    loss(
      head.weight.map((value, index) => value + share * (step[index] ?? 0)),
      head.bias.map((value, index) => value + share * (shift[index] ?? 0)),
    );
  expect((along(1e-2) - along(-1e-2)) / 2e-2).toBeLessThan(0);
  expect(along(1)).toBeLessThan(along(0));
});

it('trainHead(…) takes features that are all alike: it learns nothing and breaks nothing', () => {
  const { head, frames } = trainHead({ ...examples, features: new Float32Array(18).fill(3) }, null, 20);
  expect(frames.at(-1)?.loss).toBeCloseTo(Math.log(2), 6);
  expect([...head.weight, ...head.bias].every(Number.isFinite)).toBe(true);
});
