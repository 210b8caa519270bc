import type { Analysis } from '../../engine/analysis.ts';
import type { ArraySource, BindOptions } from '../bind-weights.ts';
import { type FusedPlan, type FusedStep, nodesOf, planFused } from '../fused/plan.ts';
import { Pipeline } from '../Pipeline.ts';
import type { NodeTime, RunOptions } from '../RunOptions.ts';
import { type Bound, bindKernel, start } from './Bound.ts';
import { Buffers } from './Buffers.ts';
import { Compilation, type CompileOptions } from './Compilation.ts';
import { BYTES, type Dispatch, type GpuMap } from './Dispatch.ts';
import { type ChooseForm, type Encoded, encodePlan } from './encode.ts';
import { NotHalfError } from './NotHalfError.ts';
import { convolutionShader } from './shaders/convolution.ts';
import { type Adapter, classOf, defaultForm, FORMS, nameOf } from './shaders/convolution-forms.ts';
import type { Choices, KernelChoices } from './tuning/choices.ts';
import { DeviceClock } from './tuning/DeviceClock.ts';
import { Stopwatch } from './tuning/Stopwatch.ts';
import { Tuning, type TuningLimits } from './tuning/Tuning.ts';
import { timeOneRun } from './tuning/time-one-run.ts';

/** How the making of a network is watched and stopped. */
export type LoadOptions = BindOptions & Pick<CompileOptions, 'onKernel'>;

/** What a network runs on. */
export interface GpuOptions {
  readonly device: GPUDevice;
  /** What the device is; a GPU where absent. */
  readonly adapter?: Adapter;
  /** What is known of the device's fastest kernels; what is not known is measured. Nothing is measured where absent. */
  readonly choices?: KernelChoices | undefined;
  readonly limits?: TuningLimits;
  /** Weights and maps in float16, which needs `shader-f16`; sums are float32. */
  readonly half?: boolean | undefined;
  /** Chooses the forms of convolutions where nothing is known; by their shapes where absent. */
  readonly formOf?: ChooseForm;
}

/** A network for the fused pass on WebGPU: kernels written for its sizes, one submission and one reading back a run. */
export class WebGpuNetwork {
  /** Whether weights and maps are float16. */
  readonly half: boolean;
  readonly #device: GPUDevice;
  readonly #plan: FusedPlan;
  readonly #maps: ReadonlyMap<string, GpuMap>;
  readonly #buffers: Buffers;
  #stages: readonly { readonly step: FusedStep; readonly kernels: readonly Bound[] }[] = [];
  #forms: Choices = {};
  #readback: GPUBuffer | undefined;
  #clock: DeviceClock | undefined;

  private constructor(device: GPUDevice, plan: FusedPlan, maps: ReadonlyMap<string, GpuMap>, half: boolean) {
    this.half = half;
    this.#device = device;
    this.#plan = plan;
    this.#maps = maps;
    this.#buffers = new Buffers(device);
  }

  /**
   * Compiles all kernels while the weights are read, then measures what is not known of them, within limits. The device stays the caller's.
   * Throws `NotFusedError` for a kind without a fused kernel, `NotHalfError` where half precision is wanted and cannot be had.
   */
  static async create(
    analysis: Analysis,
    source: ArraySource,
    options: LoadOptions & GpuOptions,
  ): Promise<WebGpuNetwork> {
    const plan = planFused(analysis);
    const { device, choices, adapter = 'gpu', half = false, formOf = (spec) => defaultForm(spec, adapter) } = options;
    if (half && !device.features.has('shader-f16')) throw new NotHalfError({ rule: 'device' });
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    const encoded = encodePlan(plan, analysis, {
      bindingBytes: Math.min(maxStorageBufferBindingSize, maxBufferSize),
      half,
      formOf(spec) {
        const known = choices?.known[classOf(spec)];
        return FORMS.find((form) => nameOf(form) === known) ?? formOf(spec);
      },
    });
    const network = new WebGpuNetwork(device, plan, encoded.maps, half);
    try {
      await network.#load(encoded, source, options);
    } catch (error) {
      network.dispose();
      if (half && error instanceof GPUPipelineError)
        throw new NotHalfError({ rule: 'kernels', reason: error.message.split('\n')[0] ?? '' });
      throw error;
    }
    return network;
  }

  /** Kernels that one run starts. */
  get dispatches(): number {
    return this.#stages.reduce((sum, { kernels }) => sum + kernels.length, 0);
  }

  /** Names of the forms that convolutions have, by class. */
  get forms(): Choices {
    return this.#forms;
  }

  /** Bytes of all buffers. */
  get bytes(): number {
    return this.#buffers.bytes;
  }

  /** One forward pass over an input `[C, H, W]` in one submission; gives the network's output in PyTorch's order. */
  async run(input: Float32Array): Promise<Float32Array> {
    this.#write(input);
    this.#submit(this.#stages.flatMap(({ kernels }) => kernels));
    return this.#read();
  }

  /**
   * One forward pass step by step, so that it can be watched and stopped: a submission each, a few of them ahead of the device. A browser hears
   * of their ends now and then, for several at once, so the device's clock tells the times at the end.
   */
  async runInSteps(input: Float32Array, options: RunOptions): Promise<Float32Array> {
    const { queue } = this.#device;
    const settle = async (): Promise<void> => {
      await queue.onSubmittedWorkDone();
    };
    const pipeline = new Pipeline({ ...options, settle }, this.#stages.length);
    this.#clock ??= DeviceClock.of(this.#device, this.#stages.length);
    this.#write(input);
    for (const [index, { step, kernels }] of this.#stages.entries()) {
      options.signal?.throwIfAborted();
      pipeline.begin();
      this.#submit(kernels, this.#clock?.timestampWrites(index));
      await pipeline.end(nodesOf(step));
    }
    await pipeline.drained();
    // Both at once, so that the device is waited for once.
    const [times, output] = await Promise.all([this.#readClock(), this.#read()]);
    if (times !== undefined) options.onTimes?.(times);
    return output;
  }

  /**
   * Milliseconds of each step: the times of a pass are told by a queue whose ends a browser notices only now and then. What lies in the maps
   * is of no use afterwards.
   */
  async timeSteps({ signal, onNode }: Pick<RunOptions, 'signal' | 'onNode'>): Promise<readonly NodeTime[]> {
    const stopwatch = new Stopwatch(this.#device);
    const times: NodeTime[] = [];
    try {
      for (const { step, kernels } of this.#stages) {
        signal?.throwIfAborted();
        const time = async (runs: number): Promise<number> =>
          (await stopwatch.time(kernels, runs)).reduce((sum, each) => sum + each, 0);
        const found = { ...nodesOf(step), milliseconds: await timeOneRun(time) };
        times.push(found);
        await onNode?.(found, times.length, this.#stages.length);
      }
    } finally {
      stopwatch.dispose();
    }
    return times;
  }

  #write(input: Float32Array): void {
    const from = this.#map(this.#plan.steps[0]?.id);
    this.#device.queue.writeBuffer(this.#buffers.of(from.storage), 0, toVectors(input, from));
  }

  #submit(kernels: readonly Bound[], timestampWrites?: GPUComputePassTimestampWrites): void {
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass(timestampWrites && { timestampWrites });
    for (const kernel of kernels) start(pass, kernel);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  async #readClock(): Promise<readonly NodeTime[] | undefined> {
    if (this.#clock === undefined) return undefined;
    const encoder = this.#device.createCommandEncoder();
    this.#clock.resolve(encoder, this.#stages.length);
    this.#device.queue.submit([encoder.finish()]);
    const spans = await this.#clock.read(this.#stages.length);
    return spans && this.#stages.map(({ step }, index) => ({ ...nodesOf(step), milliseconds: spans[index] ?? 0 }));
  }

  async #read(): Promise<Float32Array> {
    const to = this.#map(this.#plan.output);
    // The buffer was made for the largest map that lay in it.
    const bytes = to.height * to.width * to.pixel * 4 * BYTES.f32;
    this.#readback ??= this.#buffers.make(bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.#buffers.of(to.storage), 0, this.#readback, 0, bytes);
    this.#device.queue.submit([encoder.finish()]);
    await this.#readback.mapAsync(GPUMapMode.READ);
    const values = fromVectors(new Float32Array(this.#readback.getMappedRange()), to);
    this.#readback.unmap();
    return values;
  }

  /** Frees all buffers. */
  dispose(): void {
    this.#buffers.destroy();
    this.#clock?.dispose();
    this.#stages = [];
  }

  async #load({ stages, maps }: Encoded, source: ArraySource, options: LoadOptions & GpuOptions): Promise<void> {
    const { signal, onArray, choices, limits } = options;
    const dispatches = stages.flatMap((stage) => stage.dispatches);
    const compilation = compile(this.#device, dispatches);
    const tuning = choices && new Tuning(this.#device, dispatches, choices.known, limits);
    this.#buffers.share([...maps.values()]);
    for (const [index, { bindings }] of dispatches.entries()) {
      signal?.throwIfAborted();
      for (const binding of bindings) if ('fill' in binding) await this.#buffers.upload(binding, source);
      onArray?.(index + 1, dispatches.length);
    }
    let pipelines = await compilation.finished(options);
    const bind = (pipeline: GPUComputePipeline, dispatch: Dispatch): Bound =>
      bindKernel(this.#device, this.#buffers, pipeline, dispatch);
    const found = (await tuning?.measure(bind, signal)) ?? {};
    if (Object.keys(found).length > 0) await choices?.add(found);
    const chosen = new Map(dispatches.map((dispatch) => [dispatch, inForm(dispatch, found)]));
    const others = [...chosen.values()].filter(({ code }) => !pipelines.has(code));
    if (others.length > 0)
      pipelines = new Map([...pipelines, ...(await compile(this.#device, others).finished({ signal }))]);
    this.#stages = stages.map(({ step, dispatches: own }) => ({
      step,
      kernels: own.map((each) => {
        const dispatch = chosen.get(each) ?? each;
        const pipeline = pipelines.get(dispatch.code);
        if (pipeline === undefined) throw new Error('a kernel was not compiled');
        return bind(pipeline, dispatch);
      }),
    }));
    this.#forms = formsOf([...chosen.values()]);
  }

  #map(id: string | undefined): GpuMap {
    const map = this.#maps.get(id ?? '');
    if (map === undefined) throw new Error(`no step makes "${id}"`);
    return map;
  }
}

function compile(device: GPUDevice, dispatches: readonly Dispatch[]): Compilation {
  return new Compilation(
    device,
    dispatches.map(({ code }) => code),
  );
}

/** A convolution in the form that was found for its class; anything else as it is. */
function inForm(dispatch: Dispatch, found: Choices): Dispatch {
  const { convolution } = dispatch;
  const name = convolution && found[classOf(convolution)];
  const form = FORMS.find((each) => nameOf(each) === name);
  return convolution && form ? { ...dispatch, ...convolutionShader(convolution, form), form } : dispatch;
}

function formsOf(dispatches: readonly Dispatch[]): Choices {
  return Object.fromEntries(
    dispatches.flatMap(({ convolution, form }) => (convolution && form ? [[classOf(convolution), nameOf(form)]] : [])),
  );
}

/** `[C, H, W]` as `[H, W, C]` with the channels filled up to whole vectors. */
function toVectors(values: Float32Array, { channels, height, width, pixel }: GpuMap): Float32Array<ArrayBuffer> {
  const cells = height * width;
  const turned = new Float32Array(cells * pixel * 4);
  for (let channel = 0; channel < channels; channel++)
    for (let cell = 0; cell < cells; cell++)
      turned[cell * pixel * 4 + channel] = values[channel * cells + cell] as number;
  return turned;
}

function fromVectors(vectors: Float32Array, { channels, height, width, pixel, offset }: GpuMap): Float32Array {
  const cells = height * width;
  const values = new Float32Array(channels * cells);
  for (let channel = 0; channel < channels; channel++)
    for (let cell = 0; cell < cells; cell++)
      values[channel * cells + cell] = vectors[(cell * pixel + offset) * 4 + channel] as number;
  return values;
}
