import { describe, expect, it } from 'vitest';
import { analyzeNetwork } from '../zoo/analyze-network.ts';
import { torchsummaryText } from './torchsummary.ts';

/** The four sizes in MB, and the number of parameters before them. */
function totalsOf(text: string): readonly string[] {
  return [...text.matchAll(/^(?:Total params|.*\(MB\)): (.*)$/gm)].map(([, value = '']) => value);
}

describe('torchsummaryText', () => {
  it.each([
    // The lesson's own figures, then what torchsummary 1.5.1 prints and articles show.
    ['alexnet', { size: [256, 256], classes: 10 }, {}, ['57,044,810', '0.75', '10.96', '217.61', '229.32']],
    ['vgg16', {}, {}, ['138,357,544', '0.57', '218.78', '527.79', '747.15']],
    ['resnet18', {}, {}, ['11,689,512', '0.57', '62.79', '44.59', '107.96']],
    ['resnet50', {}, {}, ['25,557,032', '0.57', '286.56', '97.49', '384.62']],
    ['vgg16', { size: [32, 32] }, { batch: 64 }, ['138,357,544', '0.75', '309.99', '527.79', '838.53']],
  ] as const)('%s %o %o', (id, build, options, totals) => {
    expect(totalsOf(torchsummaryText(analyzeNetwork(id, build), options))).toEqual(totals);
  });

  it('MB are 2²⁰ bytes, and outputs of every line count twice', () => {
    const text = torchsummaryText(analyzeNetwork('resnet18'));
    const outputs = [...text.matchAll(/\[-1, ([\d, ]+)\]/g)].map(([, shape = '']) =>
      shape.split(', ').reduce((product, size) => product * Number(size), 1),
    );
    const bytes = 2 * 4 * outputs.reduce((sum, count) => sum + count, 0);
    expect(text).toContain(`Forward/backward pass size (MB): ${(bytes / 2 ** 20).toFixed(2)}`);
  });

  it('has the columns of torchsummary, −1 for the batch, and blocks after what they hold but no Sequential', () => {
    const lines = torchsummaryText(analyzeNetwork('resnet18')).split('\n');
    expect(lines[1]).toBe('        Layer (type)               Output Shape         Param #');
    expect(lines[3]).toBe('            Conv2d-1         [-1, 64, 112, 112]           9,408');
    expect(lines.slice(7, 15).map((line) => line.trim().split(/\s/)[0])).toEqual([
      'Conv2d-5',
      'BatchNorm2d-6',
      'ReLU-7',
      'Conv2d-8',
      'BatchNorm2d-9',
      'ReLU-10',
      'BasicBlock-11',
      'Conv2d-12',
    ]);
    expect(lines.filter((line) => line.includes('Sequential'))).toEqual([]);
  });

  it('does not count heads that do not run', () => {
    expect(totalsOf(torchsummaryText(analyzeNetwork('googlenet_aux')))[0]).toBe('6,624,904');
  });
});
