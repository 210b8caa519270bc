import { describe, expect, test } from 'vitest';
import { analyze } from '../../engine/analyze.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { avgPool2d, convTranspose2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';
import { analyzeNetwork } from '../../zoo/analyze-network.ts';
import { kerasLine } from './keras-line.ts';
import { pytorchLine } from './pytorch-line.ts';

function lines(network: string, node: string): readonly [string, string | null] {
  const report = analyzeNetwork(network).byId.get(node);
  if (report === undefined) throw new Error(`${network} ${node}`);
  return [pytorchLine(report), kerasLine(report)];
}

describe('the line that makes a layer', () => {
  test.each([
    [
      'resnet50',
      'layer3.0.conv2',
      'nn.Conv2d(256, 256, kernel_size=3, stride=2, padding=1, bias=False)',
      'layers.ZeroPadding2D(1),\nlayers.Conv2D(256, 3, strides=2, use_bias=False)',
    ],
    [
      'resnext50_32x4d',
      'layer1.0.conv2',
      'nn.Conv2d(128, 128, kernel_size=3, padding=1, groups=32, bias=False)',
      "layers.Conv2D(128, 3, padding='same', groups=32, use_bias=False)",
    ],
    ['resnet50', 'layer3.0.bn2', 'nn.BatchNorm2d(256)', 'layers.BatchNormalization(epsilon=0.00001)'],
    ['resnet50', 'layer3.1.add', 'layer3_1_bn3 + layer3_0_relu_2', 'layers.Add()'],
    ['googlenet', 'maxpool1', 'nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)', null],
    ['alexnet', 'classifier.1', 'nn.Linear(9216, 4096)', 'layers.Dense(4096)'],
    ['vgg16', 'avgpool', 'nn.AdaptiveAvgPool2d((7, 7))', 'layers.Identity()'],
    ['resnet20_cifar', 'layer2.0.shortcut', 'F.pad(layer1_2_relu_1[:, :, ::2, ::2], (0, 0, 0, 0, 8, 8))', null],
  ] as const)('%s %s', (network, node, torch, keras) => expect(lines(network, node)).toEqual([torch, keras]));

  test.each([
    // A window that pads to one side, which torch cannot, and means that count the padding or do not.
    [
      'MaxPool2d',
      maxPool2d(3, { stride: 2, padding: 'same' }),
      "nn.ConstantPad2d((0, 1, 0, 1), float('-inf')),\nnn.MaxPool2d(kernel_size=3, stride=2)",
      "layers.MaxPooling2D(3, strides=2, padding='same')",
    ],
    [
      'AvgPool2d',
      avgPool2d(3, { stride: 1, padding: 1 }),
      'nn.AvgPool2d(kernel_size=3, stride=1, padding=1)',
      'layers.ZeroPadding2D(1),\nlayers.AveragePooling2D(3, strides=1)',
    ],
    [
      'AvgPool2d',
      avgPool2d(3, { stride: 1, padding: 1, countIncludePad: false }),
      'nn.AvgPool2d(kernel_size=3, stride=1, padding=1, count_include_pad=False)',
      "layers.AveragePooling2D(3, strides=1, padding='same')",
    ],
    [
      'AvgPool2d',
      avgPool2d(3, { stride: 2, padding: 1, countIncludePad: false }),
      'nn.AvgPool2d(kernel_size=3, stride=2, padding=1, count_include_pad=False)',
      null,
    ],
    [
      'ConvTranspose2d',
      convTranspose2d(8, 4, { stride: 2, padding: 1 }),
      'nn.ConvTranspose2d(3, 8, kernel_size=4, stride=2, padding=1)',
      null,
    ],
    ['MaxPool2d', maxPool2d(3, { dilation: 2 }), 'nn.MaxPool2d(kernel_size=3, dilation=2)', null],
  ] as const)('%s %o on an even map', (kind, attrs, torch, keras) => {
    const g = new GraphBuilder({ name: 'tiny', type: 'Tiny', input: [3, 8, 8] });
    const report = analyze(g.build(g.module(kind, 'layer', g.input, attrs))).byId.get('layer');
    if (report === undefined) throw new Error('no report');
    expect([pytorchLine(report), kerasLine(report)]).toEqual([torch, keras]);
  });
});
