import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { analyze } from '../../engine/analyze.ts';
import { ShapeError } from '../../engine/errors.ts';
import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import { conv2d, convTranspose2d, maxPool2d } from '../../engine/layers/attr-defaults.ts';
import type { LayerAttrs, LayerKind } from '../../engine/layers/attrs.ts';
import { numel, type Shape } from '../../engine/shape.ts';
import { bindState } from '../bind-weights.ts';
import { computeNode, inputTensor } from '../compute-node.ts';
import { hashed } from '../hash.ts';
import { hashFill } from '../hash-fill.ts';
import { startBackend } from '../start-backend.ts';
import { readInTorchOrder } from '../to-torch-order.ts';
import type { Back, Met } from './Back.ts';
import { backs } from './index.ts';

beforeAll(() => startBackend('cpu', { allowSoftware: true }));

const MAP: Shape = [4, 7, 6];

/** Settings of every kind of layer, the input that it is tried on, and how many such inputs it takes. */
const CASES: { readonly [Kind in Exclude<LayerKind, 'Input'>]: readonly [LayerAttrs[Kind], Shape, number?] } = {
  Conv2d: [conv2d(6, [3, 2], { stride: [2, 1], padding: [0, 1, 2, 1], dilation: [2, 1], groups: 2 }), MAP],
  ConvTranspose2d: [
    convTranspose2d(6, [3, 2], { stride: 2, padding: [1, 0], outputPadding: [1, 0], dilation: [1, 2], groups: 2 }),
    MAP,
  ],
  BatchNorm2d: [{ eps: 1e-3 }, MAP],
  LocalResponseNorm: [{ size: 4, alpha: 0.5, beta: 0.75, k: 1 }, [7, 3, 2]],
  ReLU: [{}, MAP],
  LeakyReLU: [{ negativeSlope: 0.1 }, MAP],
  Sigmoid: [{}, MAP],
  Tanh: [{}, MAP],
  GELU: [{}, MAP],
  MaxPool2d: [maxPool2d(3, { stride: 2, padding: 1, ceilMode: true }), MAP],
  AvgPool2d: [{ kernelSize: [3, 2], stride: [2, 2], padding: [1, 0], ceilMode: true, countIncludePad: false }, MAP],
  AdaptiveAvgPool2d: [{ outputSize: [3, 4] }, MAP],
  Linear: [{ outFeatures: 5, bias: true }, [12]],
  Dropout: [{ p: 0.5 }, MAP],
  Flatten: [{}, MAP],
  Softmax: [{ dim: 0 }, MAP],
  LogSoftmax: [{ dim: -1 }, MAP],
  ZeroPad2d: [{ padding: [1, 0, 2, 3] }, MAP],
  ZeroPadShortcut: [{ outChannels: 7, stride: 2 }, MAP],
  Identity: [{}, MAP],
  Add: [{}, MAP, 3],
  Concat: [{}, MAP, 3],
};

describe.each(Object.keys(CASES) as (keyof typeof CASES)[])('The way back through %s', (kind) => {
  const [attrs, shape, count = 1] = CASES[kind];

  it('agrees with finite differences at every input', async () => {
    const layer = new Layer(kind, attrs, shape, count);
    const inputs = layer.inputs();
    const gradients = await layer.back(inputs);
    expect(gradients).toHaveLength(count);
    for (const [place, gradient] of gradients.entries()) {
      const along = hashed(`along${place}`, gradient.length, (s) => s);
      const rise = await slope((step) =>
        layer.loss(
          inputs.map((values, at) => (at === place ? values.map((v, i) => v + step * (along[i] ?? 0)) : values)),
        ),
      );
      expect(Math.abs(dot(gradient, along) - rise)).toBeLessThan(5e-3 * length(gradient));
    }
  });

  it('measures the gradients of its weights as finite differences do', async () => {
    const layer = new Layer(kind, attrs, shape, count);
    const inputs = layer.inputs();
    const norms = await layer.weightNorms(inputs);
    const learned = [...layer.state.keys()].filter((name) => !name.includes('running'));
    expect([...norms.keys()].toSorted()).toEqual(learned.toSorted());
    for (const name of learned) {
      const rises: number[] = [];
      for (const at of (layer.state.get(name) ?? []).keys())
        rises.push(
          // The loss is linear in every weight: a large step rounds least.
          await slope(
            (step) =>
              layer.loss(
                inputs,
                new Map(layer.state).set(
                  name,
                  (layer.state.get(name) ?? new Float32Array()).map((v, i) => (i === at ? v + step : v)),
                ),
              ),
            0.5,
          ),
        );
      expect(Math.abs((norms.get(name) ?? 0) / length(rises) - 1), name).toBeLessThan(1e-3);
    }
  });
});

const axis = (least: number, most: number): fc.Arbitrary<readonly [number, number]> =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }));
const side = fc.integer({ min: 3, max: 9 });
const windows = fc.record({ kernelSize: axis(1, 4), stride: axis(1, 3), padding: axis(0, 2) });

/** Of a layer that is linear in its input, ⟨layer(x), g⟩ = ⟨x, back(g)⟩ for every x and g, up to rounding. */
async function expectAdjoint<Kind extends LayerKind>(kind: Kind, attrs: LayerAttrs[Kind], shape: Shape): Promise<void> {
  const layer = layerOf(kind, attrs, shape);
  fc.pre(layer !== undefined);
  const x = layer.inputs();
  const [gradient = new Float32Array()] = await layer.back(x);
  const [values = new Float32Array()] = x;
  const difference = (await layer.loss(x)) - dot(values, gradient);
  expect(Math.abs(difference)).toBeLessThan(1e-5 * length(values) * Math.max(1, length(gradient)));
}

it('The way back through Conv2d is its adjoint, whatever stride, padding, dilation and groups', () =>
  fc.assert(
    fc.asyncProperty(
      windows,
      axis(1, 2),
      fc.constantFrom([4, 6, 1], [4, 6, 2], [4, 4, 4], [48, 32, 8]),
      side,
      side,
      async (window, dilation, [channels = 1, outChannels = 1, groups = 1], height, width) =>
        expectAdjoint('Conv2d', { ...window, dilation, outChannels, groups, bias: false }, [channels, height, width]),
    ),
    { numRuns: 60 },
  ));

it('The way back through AvgPool2d is its adjoint, ceil mode or not', () =>
  fc.assert(
    fc.asyncProperty(windows, fc.boolean(), fc.boolean(), side, side, async (window, ceilMode, counts, height, width) =>
      expectAdjoint('AvgPool2d', { ...window, ceilMode, countIncludePad: counts }, [2, height, width]),
    ),
    { numRuns: 60 },
  ));

it('The way back through AdaptiveAvgPool2d is its adjoint, whatever goes into whatever', () =>
  fc.assert(
    fc.asyncProperty(axis(1, 9), side, side, async (outputSize, height, width) =>
      expectAdjoint('AdaptiveAvgPool2d', { outputSize }, [3, height, width]),
    ),
    { numRuns: 40 },
  ));

it('The way back through MaxPool2d goes to the first of the greatest values of each window, row by row', () =>
  fc.assert(
    fc.asyncProperty(
      windows,
      axis(1, 2),
      fc.boolean(),
      side,
      side,
      async (window, dilation, ceilMode, height, width) => {
        const attrs = { ...window, dilation, ceilMode };
        const layer = layerOf('MaxPool2d', attrs, [2, height, width]);
        fc.pre(layer !== undefined);
        // Few different values: many windows have several greatest ones.
        const x = hashed('ties', 2 * height * width, (s) => Math.floor(2.5 * s));
        const expected = poolByHand(x, layer.weighting, layer.report.output, [2, height, width], attrs);
        expect((await layer.back([x]))[0]).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  ));

/** Window by window, cell by cell. Source: torch.nn.MaxPool2d, "Shape". */
function poolByHand(
  x: Float32Array,
  gradient: Float32Array,
  [channels = 1, rows = 1, columns = 1]: Shape,
  [, height = 1, width = 1]: Shape,
  { kernelSize, stride, padding, dilation }: LayerAttrs['MaxPool2d'],
): Float32Array {
  const [top = 0, left = 0] = padding as readonly number[];
  const back = new Float32Array(x.length);
  for (let place = 0; place < channels * rows * columns; place++) {
    const channel = Math.floor(place / (rows * columns));
    const [i, j] = [Math.floor(place / columns) % rows, place % columns];
    let greatest = -1;
    for (let cell = 0; cell < kernelSize[0] * kernelSize[1]; cell++) {
      const row = i * stride[0] - top + Math.floor(cell / kernelSize[1]) * dilation[0];
      const column = j * stride[1] - left + (cell % kernelSize[1]) * dilation[1];
      if (row < 0 || column < 0 || row >= height || column >= width) continue;
      const at = (channel * height + row) * width + column;
      if (greatest < 0 || (x[at] ?? 0) > (x[greatest] ?? 0)) greatest = at;
    }
    back[greatest] = (back[greatest] ?? 0) + (gradient[place] ?? 0);
  }
  return back;
}

/** A layer on its own, with a loss that is a weighted sum of its outputs, and all that a test asks of it. */
class Layer {
  readonly report: NodeReport;
  readonly state: ReadonlyMap<string, Float32Array>;
  /** The loss's gradient at the output, in torch's order: sixteenths, whose sums are exact. */
  readonly weighting: Float32Array;
  readonly #analysis: Analysis;
  readonly #shapes: readonly Shape[];

  constructor(kind: LayerKind, attrs: object, shape: Shape, count = 1) {
    const g = new GraphBuilder({ name: 'one layer', type: 'Layer', input: shape });
    const output = g.module(kind, 'layer', Array<string>(count).fill('input'), attrs as never);
    this.#analysis = analyze(g.build(output));
    const report = this.#analysis.byId.get(output);
    if (report === undefined) throw new Error('the layer is not there');
    this.report = report;
    this.#shapes = report.inputs;
    this.state = hashFill(this.#analysis);
    this.weighting = hashed('weighting', numel(report.output), (s) => Math.round(16 * s) / 16);
  }

  /** Values apart from one another and from zero, where no greatest value changes within a step. */
  inputs(): readonly Float32Array[] {
    return this.#shapes.map((shape, place) => {
      const order = hashed(`order${place}`, numel(shape), (s) => s);
      const ranks = [...order.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
      const values = new Float32Array(order.length);
      for (const [rank, at] of ranks.entries()) values[at] = (rank + 0.5 - order.length / 2) * (4 / order.length);
      return values;
    });
  }

  async loss(inputs: readonly Float32Array[], state = this.state): Promise<number> {
    return this.#with(inputs, state, async ({ output }) =>
      dot(await readInTorchOrder({ tensor: output, shape: this.report.output }), this.weighting),
    );
  }

  async back(inputs: readonly Float32Array[]): Promise<readonly Float32Array[]> {
    return this.#with(inputs, this.state, async (met) => {
      const gradients = this.#back.toInputs(met);
      const read = await Promise.all(
        gradients.map((gradient, place) => readInTorchOrder({ tensor: gradient, shape: this.#shapes[place] ?? [] })),
      );
      for (const gradient of gradients) gradient.dispose();
      return read;
    });
  }

  async weightNorms(inputs: readonly Float32Array[]): Promise<ReadonlyMap<string, number>> {
    return this.#with(inputs, this.state, async (met) => {
      const norms = Object.entries(this.#back.weightNorms?.(met) ?? {});
      return new Map(norms.map(([name, norm]) => [`layer.${name}`, norm.dataSync()[0] ?? Number.NaN]));
    });
  }

  get #back(): Back<never> {
    return backs[this.report.node.kind] as unknown as Back<never>;
  }

  async #with<Result>(
    arrays: readonly Float32Array[],
    state: ReadonlyMap<string, Float32Array>,
    use: (met: Met<never>) => Promise<Result>,
  ): Promise<Result> {
    const weights = (await bindState(this.#analysis, state)).byNode.get(this.report.node.id) ?? {};
    const inputs = arrays.map((values, place) => inputTensor(values, this.#shapes[place] ?? []));
    return use({
      inputs,
      output: computeNode(this.report, inputs, weights),
      gradient: inputTensor(this.weighting, this.report.output),
      shape: this.report.output,
      attrs: this.report.node.attrs as never,
      weights,
    });
  }
}

const STEP = 2e-3;

/** How fast the loss rises as something moves by a step. */
async function slope(at: (step: number) => Promise<number>, step = STEP): Promise<number> {
  return ((await at(step)) - (await at(-step))) / (2 * step);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function length(values: ArrayLike<number>): number {
  return Math.sqrt(dot(values, values));
}

/** A layer, or nothing where its settings do not go with its input. */
function layerOf<Kind extends LayerKind>(kind: Kind, attrs: LayerAttrs[Kind], shape: Shape): Layer | undefined {
  try {
    return new Layer(kind, attrs, shape);
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}
