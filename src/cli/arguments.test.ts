import { describe, expect, it } from 'vitest';
import { buildOptions, choice, networkArgument, parseArguments, wholeNumber } from './arguments.ts';
import { UsageError } from './usage-error.ts';

const KNOWN = ['size', 'batch', 'classes', 'format'] as const;

/** What `npm run summary` does with its words before it writes. */
function readAll(words: readonly string[]): unknown {
  const { positional, options } = parseArguments(words, KNOWN);
  const entry = networkArgument(positional);
  const format = choice(options, 'format', ['torchinfo', 'json'], 'torchinfo');
  return { id: entry.id, ...buildOptions(entry, options), batch: wholeNumber(options, 'batch', 1), format };
}

describe('a command line', () => {
  it.each([
    ['resnet50', { id: 'resnet50', size: [224, 224], classes: 1000, batch: 1, format: 'torchinfo' }],
    ['resnet20_cifar --classes=7', { size: [32, 32], classes: 7 }],
    ['--size 75x101 resnet18 --batch 16 --format json', { id: 'resnet18', size: [75, 101], batch: 16, format: 'json' }],
  ])('%s is understood', (line, wanted) => {
    expect(readAll(line.split(' '))).toMatchObject(wanted);
  });

  it.each([
    ['', 'no network is named; known are resnet18, resnet34, '],
    ['resnet5', 'no network is called "resnet5"; did you mean resnet50?'],
    ['ResNext50', 'no network is called "ResNext50"; did you mean resnext50_32x4d?'],
    ['resnet50 vgg16 json', 'one network at a time; "vgg16 json" is too much'],
    ['resnet50 --bogus 1', 'unknown option --bogus; known are --size, --batch, --classes, --format'],
    ['resnet50 -f json', 'unknown option -f; known are --size, '],
    ['resnet50 --sizes=3', 'unknown option --sizes; known are --size, '],
    ['resnet50 --size', '--size needs a value, as in --size 224x224'],
    ['resnet50 --classes --batch 2', '--classes needs a value, as in --classes 1000'],
    ['resnet50 --batch 1 --batch 2', '--batch stands there twice; give it once'],
    ['resnet50 --size 224', '--size is "224"; write height and width in pixels, as in 224x224'],
    ['resnet50 --size 0x224', '--size is "0x224"; write height and width'],
    ['resnet50 --size 224x224x3', '--size is "224x224x3"; write'],
    ['resnet50 --size=', '--size is ""; write'],
    ['resnet50 --batch 0', '--batch is "0"; it must be a whole number of at least 1'],
    ['resnet50 --batch -2', '--batch is "-2"; it must be'],
    ['resnet50 --batch 1.5', '--batch is "1.5"; it must be'],
    ['resnet50 --classes ten', '--classes is "ten"; it must be a whole number of at least 1'],
    ['resnet50 --classes 1e400', '--classes is "1e400"; it must be'],
    ['resnet50 --format xml', '--format is "xml"; it must be one of torchinfo, json'],
    [
      'vgg16 --size 31x200',
      '31x200 is too small for vgg16: features.30 has a window of 2, and only 1 to put it on; 32x200 would do',
    ],
    [
      'alexnet --size 62x62',
      '62x62 is too small for alexnet: features.12 has a window of 3, and only 2 to put it on; 63x63 would do',
    ],
    ['googlenet --size 14x14', '14x14 is too small for googlenet: maxpool3 '],
  ])('%s is refused in one line: %s', (line, message) => {
    const act = (): unknown => readAll(line.split(' ').filter((word) => word !== ''));
    expect(act).toThrow(UsageError);
    expect(act).toThrow(message);
    // A dot matches no line break.
    expect(act).toThrow(/^.*$/);
  });
});
