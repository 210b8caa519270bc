import { activationCurves, greatestSlope, LEAKY_SLOPE } from './activations.ts';
import { count, decimal, power } from './facts.ts';
import type { Lesson, Step, StepView } from './Lesson.ts';
import type { LabSettings } from './lab-settings.ts';
import { depthOf } from './measures.ts';
import { boundLayers, pathCount, slopeOfOutput } from './vanishing-exercises.ts';

const SIGMOID: LabSettings = {
  task: 'rings',
  layer: 'dense',
  depth: 30,
  width: 16,
  activation: 'sigmoid',
  init: 'xavier',
  batchNorm: false,
  shortcut: 'none',
  learningRate: 0.02,
  seed: 1,
};

const RELU: LabSettings = { ...SIGMOID, activation: 'relu', init: 'he' };

/** One line of layers: what the chain rule walks back along. */
const line: StepView = { network: 'plain20_cifar', opened: ['layer1.0'], node: 'layer1.0.conv1' };

/** The same layers with shortcuts. */
const shortcuts: StepView = { network: 'resnet20_cifar', opened: ['layer1.0'], node: 'layer1.0.conv2' };

const steps: readonly Step[] = [
  {
    id: 'chain',
    view: { network: 'plain20_cifar', level: 1, node: 'conv1' },
    terms: { first: ['conv1'], last: ['fc'] },
    facts: (analysis) => {
      const layers = depthOf(analysis);
      return {
        layers: count(layers),
        factors: count(layers - 1),
        half: decimal(0.5),
        left: power(0.5 ** (layers - 1)),
      };
    },
  },
  {
    id: 'slope',
    view: line,
    facts: () => ({
      most: decimal(greatestSlope('sigmoid')),
      far: count(4),
      farSlope: decimal(activationCurves.sigmoid.slopeAt(4)),
    }),
    widget: { kind: 'curves', activations: ['sigmoid'] },
    exercises: [slopeOfOutput],
  },
  {
    id: 'power',
    view: line,
    facts: () => {
      const most = greatestSlope('sigmoid');
      return {
        most: decimal(most),
        ten: count(10),
        afterTen: power(most ** 10),
        thirty: count(30),
        afterThirty: power(most ** 30),
      };
    },
    widget: {
      kind: 'gradients',
      variants: [{ id: 'sigmoid', settings: SIGMOID }],
      controls: ['depth', 'width', 'init', 'seed'],
      bound: greatestSlope('sigmoid'),
    },
    exercises: [boundLayers],
  },
  {
    id: 'others',
    view: line,
    facts: () => ({
      tanh: decimal(greatestSlope('tanh')),
      relu: decimal(greatestSlope('relu')),
      leaky: decimal(LEAKY_SLOPE),
    }),
    widget: { kind: 'curves', activations: ['tanh', 'relu', 'leakyRelu', 'gelu', 'sigmoid'] },
  },
  {
    id: 'compare',
    view: line,
    widget: {
      kind: 'gradients',
      variants: [
        { id: 'sigmoid', settings: SIGMOID },
        { id: 'tanh', settings: { ...SIGMOID, activation: 'tanh' } },
        { id: 'relu', settings: { ...SIGMOID, activation: 'relu' } },
        { id: 'leakyRelu', settings: { ...SIGMOID, activation: 'leakyRelu' } },
      ],
      controls: ['depth', 'width', 'init', 'batchNorm', 'seed'],
    },
  },
  {
    id: 'weights',
    view: line,
    widget: {
      kind: 'gradients',
      variants: [
        { id: 'small', settings: { ...RELU, init: 'small' } },
        { id: 'he', settings: RELU },
        { id: 'large', settings: { ...RELU, init: 'large' } },
      ],
      controls: ['depth', 'width', 'activation', 'batchNorm', 'seed'],
    },
  },
  {
    id: 'shortcut',
    view: shortcuts,
    terms: { shortcut: ['layer1.0.add', 'layer1.1.add', 'layer1.2.add'] },
    facts: (analysis) => {
      const blocks = analysis.residuals.length;
      return { blocks: count(blocks), paths: count(2 ** blocks) };
    },
    widget: {
      kind: 'gradients',
      variants: [
        { id: 'none', settings: SIGMOID },
        { id: 'identity', settings: { ...SIGMOID, shortcut: 'identity' } },
      ],
      controls: ['depth', 'width', 'activation', 'init', 'seed'],
    },
    exercises: [pathCount],
  },
];

/** Why early layers of a deep network hardly learn, from the slope of a sigmoid to a real backward pass. */
export const vanishingGradient: Lesson = { slug: 'vanishing-gradient', minutes: 15, steps };
