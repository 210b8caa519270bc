import {
  abs,
  add,
  argMax,
  cast,
  concat,
  div,
  equal,
  gather,
  keep,
  logSoftmax,
  max,
  mean,
  mul,
  neg,
  oneHot,
  reshape,
  scalar,
  softmax,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { buildLayers, type LabLayers } from './build-layers.ts';
import type { LabFrame, LabSpec } from './LabSpec.ts';
import type { Forward, ParameterInit } from './Layer.ts';
import { makeTask, type TaskData } from './tasks.ts';
import { uniform } from './uniform.ts';

/** One forward and backward pass over a batch: the loss, the gradients, and the norms that the lab draws. */
interface Pass {
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** Loss, accuracy, then `depth` values each of ‖∂L/∂W‖, ‖∂L/∂h‖ and the outputs' root mean square. */
  readonly measures: Tensor;
}

/**
 * A small network in training. Owns tensors until `dispose`; every number depends on the settings alone.
 * Parameters are drawn as `uniform('lab.<seed>.<name>')` times their bound.
 */
export class LabNetwork {
  readonly spec: LabSpec;
  readonly data: TaskData;
  readonly #layers: LabLayers;
  readonly #inputs: Tensor;
  readonly #labels: Tensor1D;
  readonly #velocity = new Map<string, Tensor>();
  #parameters = new Map<string, Tensor>();
  #step = 0;

  constructor(spec: LabSpec) {
    this.spec = spec;
    this.data = makeTask(spec);
    this.#layers = buildLayers(spec, this.data.shape, this.data.classes);
    this.#inputs = tensor(this.data.inputs, [this.data.labels.length, ...this.data.shape]);
    this.#labels = tensor(this.data.labels, [this.data.labels.length], 'int32') as Tensor1D;
    for (const init of this.#inits()) {
      this.#parameters.set(init.name, initial(init, spec.seed));
      this.#velocity.set(init.name, zeros(init.shape));
    }
  }

  /** Gradient norms at the present parameters over the first batch, without taking a step. */
  async measure(): Promise<LabFrame> {
    const measures = tidy(() => this.#pass(0).measures);
    return this.#frame(
      measures,
      Array.from({ length: this.spec.depth }, () => 0),
    );
  }

  /** Takes one step of gradient descent with momentum. */
  async step(): Promise<LabFrame> {
    const [measures, ratios] = tidy(() => {
      const { gradients, measures } = this.#pass(this.#step);
      return [measures, this.#descend(gradients)] as [Tensor, Tensor];
    });
    const updateRatios = await ratios.data();
    ratios.dispose();
    const frame = await this.#frame(measures, [...updateRatios]);
    this.#step++;
    return frame;
  }

  /** Class probabilities `[points, classes]` of points of the task's shape: what the decision map is drawn from. */
  async predict(inputs: Float32Array): Promise<Float32Array> {
    const { shape, classes } = this.data;
    const count = inputs.length / shape.reduce((product, size) => product * size, 1);
    const output = tidy(() => {
      let value = tensor(inputs, [count, ...shape]) as Tensor;
      for (const layer of [this.#layers.stem, ...this.#layers.body, this.#layers.head])
        value = layer.forward(value, this.#parameters).output;
      return softmax(reshape(value, [count, classes]));
    });
    const data = (await output.data()) as Float32Array;
    output.dispose();
    return data;
  }

  /** Frees every tensor of the network. */
  dispose(): void {
    for (const held of [...this.#parameters.values(), ...this.#velocity.values(), this.#inputs, this.#labels])
      held.dispose();
  }

  #inits(): readonly ParameterInit[] {
    return [this.#layers.stem, ...this.#layers.body, this.#layers.head].flatMap((layer) => layer.parameters);
  }

  /** Indices of a step's examples: a random cyclic order that only the seed decides. */
  #batch(step: number): Tensor1D {
    const random = uniform(`lab.${this.spec.seed}.batch.${step}`, this.spec.batchSize);
    const total = this.data.labels.length;
    return tensor(
      Int32Array.from(random, (value) => Math.min(Math.floor(((value + 1) / 2) * total), total - 1)),
      [this.spec.batchSize],
      'int32',
    ) as Tensor1D;
  }

  #pass(step: number): Pass {
    const batch = this.#batch(step);
    const labels = gather(this.#labels, batch);
    const passes: Forward[] = [];
    let value: Tensor = gather(this.#inputs, batch);
    for (const layer of [this.#layers.stem, ...this.#layers.body, this.#layers.head]) {
      const pass = layer.forward(value, this.#parameters);
      passes.push(pass);
      value = pass.output;
    }
    const hot = oneHot(labels, this.data.classes);
    const loss = neg(mean(sum(mul(hot, logSoftmax(value as Tensor2D)), -1)));
    const right = mean(cast(equal(argMax(value, -1), labels), 'float32'));
    const start = mul(sub(softmax(value as Tensor2D), hot), 1 / this.spec.batchSize);
    const { gradients, signals } = backwardThrough(passes, start);
    const body = Array.from({ length: this.spec.depth }, (_unused, index) => index);
    const weightNorms = body.map((index) => norm(gradients.get(`body.${index}.weight`) ?? scalar(0)));
    const outputs = body.map((index) => sqrt(mean(square(passes[index + 1]?.output ?? scalar(0)))));
    return { gradients, measures: stack([loss, right, ...weightNorms, ...signals.slice(1, -1), ...outputs]) };
  }

  /** Moves the parameters; gives ‖ΔW‖ / ‖W‖ of the body's layers. */
  #descend(gradients: ReadonlyMap<string, Tensor>): Tensor {
    const { learningRate, momentum, depth } = this.spec;
    const moved = new Map<string, Tensor>();
    const ratios = new Map<string, Tensor>();
    for (const [name, value] of this.#parameters) {
      const gradient = gradients.get(name);
      const before = this.#velocity.get(name);
      if (gradient === undefined || before === undefined) continue;
      const velocity = add(mul(before, momentum), gradient);
      const change = mul(velocity, learningRate);
      moved.set(name, keep(sub(value, change)));
      ratios.set(name, div(norm(change), add(norm(value), 1e-12)));
      this.#velocity.set(name, keep(velocity));
      before.dispose();
      value.dispose();
    }
    this.#parameters = moved;
    return concat(
      Array.from({ length: depth }, (_unused, index) => reshape(ratios.get(`body.${index}.weight`) ?? scalar(0), [1])),
    );
  }

  async #frame(measures: Tensor, updateRatios: readonly number[]): Promise<LabFrame> {
    const [loss = 0, accuracy = 0, ...norms] = await measures.data();
    measures.dispose();
    const { depth } = this.spec;
    return {
      step: this.#step,
      loss,
      accuracy,
      gradientNorms: norms.slice(0, depth),
      signalNorms: norms.slice(depth, 2 * depth),
      activationNorms: norms.slice(2 * depth),
      updateRatios,
    };
  }
}

function initial(init: ParameterInit, seed: number): Tensor {
  const count = init.shape.reduce((product, size) => product * size, 1);
  const { bound } = init;
  if (bound === undefined) return tensor(new Float32Array(count).fill(init.constant ?? 0), init.shape);
  return tensor(
    uniform(`lab.${seed}.${init.name}`, count).map((value) => value * bound),
    init.shape,
  );
}

/** Euclidean norm, scaled by the largest value first: squares of vanishing gradients would underflow. */
function norm(value: Tensor): Tensor {
  const largest = add(max(abs(value)), 1e-30);
  return mul(sqrt(sum(square(div(value, largest)))), largest);
}

function backwardThrough(
  passes: readonly Forward[],
  start: Tensor,
): { gradients: Map<string, Tensor>; signals: Tensor[] } {
  const gradients = new Map<string, Tensor>();
  const signals: Tensor[] = [];
  let gradient = start;
  for (const pass of passes.toReversed()) {
    const back = pass.backward(gradient);
    for (const [name, value] of back.parameters) gradients.set(name, value);
    gradient = back.input;
    signals.unshift(norm(gradient));
  }
  return { gradients, signals };
}
