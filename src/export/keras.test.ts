import { describe, expect, it } from 'vitest';
import { analyzeNetwork } from '../zoo/analyze-network.ts';
import { kerasText } from './keras.ts';

function textOf(id: string): string {
  return kerasText(analyzeNetwork(id));
}

/** Names of the layers from one to another, in the order of the text. */
function namesOf(text: string): readonly string[] {
  return [...text.matchAll(/^ (\w+) \(/gm)].map(([, name = '']) => name);
}

describe('kerasText', () => {
  it.each([
    ['resnet50_keras', '25,636,712', '25,583,592', '53,120'],
    ['vgg16_keras', '138,357,544', '138,357,544', '0'],
    ['alexnet_keras', '76,012,264', '76,011,048', '1,216'],
  ])('%s: totals with statistics that are not trained', (id, total, trainable, rest) => {
    expect(textOf(id).split('\n').slice(-4, -1)).toEqual([
      `Total params: ${total}`,
      `Trainable params: ${trainable}`,
      `Non-trainable params: ${rest}`,
    ]);
  });

  it('a chain is 65 wide, with counts ungrouped and an empty line after each layer', () => {
    const lines = textOf('vgg16_keras').split('\n');
    expect(lines.slice(0, 8)).toEqual([
      'Model: "vgg16_keras"',
      '_'.repeat(65),
      ' Layer (type)                Output Shape              Param #   ',
      '='.repeat(65),
      ' input (InputLayer)          [(None, 224, 224, 3)]     0         ',
      ' '.repeat(65),
      ' block1_conv1 (Conv2D)       (None, 224, 224, 64)      1792      ',
      ' '.repeat(65),
    ]);
    expect(lines).toContain(' fc1 (Dense)                 (None, 4096)              102764544 ');
    expect(lines.at(-6)).toBe(' '.repeat(65));
  });

  it('a Sequential model does not list its input', () => {
    expect(namesOf(textOf('alexnet_keras')).slice(0, 2)).toEqual(['Layer', 'conv2d']);
  });

  it('a network with branches is 98 wide and says what each layer reads', () => {
    const lines = textOf('resnet50_keras').split('\n');
    expect(lines[2]).toBe(
      `${' Layer (type)                   Output Shape         Param #     Connected to'.padEnd(98)}`,
    );
    const at = lines.findIndex((line) => line.startsWith(' conv2_block1_add'));
    expect(lines.slice(at, at + 2).map((line) => line.trimEnd())).toEqual([
      " conv2_block1_add (Add)         (None, 56, 56, 256)  0           ['conv2_block1_0_bn[0][0]',",
      "                                                                  'conv2_block1_3_bn[0][0]']",
    ]);
    expect(new Set(lines.slice(1, -4).map((line) => line.length))).toEqual(new Set([98]));
  });

  it('lists the layers of a block as Keras does: the farthest from the output first', () => {
    const names = namesOf(textOf('resnet50_keras'));
    const from = names.indexOf('conv2_block1_1_conv');
    expect(names.slice(from, from + 12).map((name) => name.replace('conv2_block1_', ''))).toEqual([
      '1_conv',
      '1_bn',
      '1_relu',
      '2_conv',
      '2_bn',
      '2_relu',
      '0_conv',
      '3_conv',
      '0_bn',
      '3_bn',
      'add',
      'out',
    ]);
  });

  it('global pooling leaves no height and width; no other adaptive pooling is called global', () => {
    expect(textOf('resnet50_keras')).toMatch(/avg_pool \(GlobalAveragePooling\s+\(None, 2048\)/);
    expect(textOf('vgg16')).toMatch(/avgpool \(Identity\)\s+\(None, 7, 7, 512\)/);
  });

  it('counts what runs: GoogLeNet with heads as GoogLeNet without them', () => {
    const totals = (id: string): readonly string[] => textOf(id).split('\n').slice(-4);
    expect(totals('googlenet_aux')).toEqual(totals('googlenet'));
  });
});
