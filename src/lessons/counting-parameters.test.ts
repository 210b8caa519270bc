import { expect, it } from 'vitest';
import { torchsummaryText } from '../export/torchsummary.ts';
import { analysisOfView } from './bench.ts';
import { countingParameters } from './counting-parameters.ts';

it('says of memory what torchsummary prints', () => {
  const step = countingParameters.steps.find(({ id }) => id === 'memory');
  if (step === undefined) throw new Error('the lesson has no step on memory');
  const analysis = analysisOfView(step.view);
  const text = torchsummaryText(analysis);
  const printed = (name: string): number => Number(new RegExp(`${name} \\(MB\\): ([\\d.]+)`).exec(text)?.[1]);
  const facts = step.facts?.(analysis) ?? {};
  expect([facts['input'], facts['passes'], facts['params'], facts['total']].map((fact) => fact?.value)).toEqual([
    printed('Input size'),
    printed('Forward/backward pass size'),
    printed('Params size'),
    printed('Estimated Total Size'),
  ]);
});
