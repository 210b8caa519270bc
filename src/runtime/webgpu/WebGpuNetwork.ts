import type { Analysis } from '../../engine/analysis.ts';
import type { ArraySource, BindOptions } from '../bind-weights.ts';
import { type FusedPlan, type FusedStep, nodesOf, planFused } from '../fused/plan.ts';
import { Pipeline } from '../Pipeline.ts';
import type { RunOptions } from '../RunOptions.ts';
import { Buffers } from './Buffers.ts';
import { Compilation, type CompileOptions } from './Compilation.ts';
import type { Dispatch, GpuMap } from './Dispatch.ts';
import { type Encoded, encodePlan } from './encode.ts';

/** A kernel that is compiled and knows its buffers. */
interface Bound {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [number, number];
}

/** How the making of a network is watched and stopped. */
export type LoadOptions = BindOptions & Pick<CompileOptions, 'onKernel'>;

/** A network for the fused pass on WebGPU: kernels written for its sizes, one submission and one reading back a run. */
export class WebGpuNetwork {
  readonly #device: GPUDevice;
  readonly #plan: FusedPlan;
  readonly #maps: ReadonlyMap<string, GpuMap>;
  readonly #buffers: Buffers;
  #stages: readonly { readonly step: FusedStep; readonly kernels: readonly Bound[] }[] = [];
  #readback: GPUBuffer | undefined;

  private constructor(device: GPUDevice, plan: FusedPlan, maps: ReadonlyMap<string, GpuMap>) {
    this.#device = device;
    this.#plan = plan;
    this.#maps = maps;
    this.#buffers = new Buffers(device);
  }

  /** Compiles all kernels while the weights are read. The device stays the caller's. Throws `NotFusedError` for a kind without a fused kernel. */
  static async create(
    analysis: Analysis,
    source: ArraySource,
    { device, ...options }: LoadOptions & { readonly device: GPUDevice },
  ): Promise<WebGpuNetwork> {
    const plan = planFused(analysis);
    const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
    const encoded = encodePlan(plan, analysis, Math.min(maxStorageBufferBindingSize, maxBufferSize));
    const network = new WebGpuNetwork(device, plan, encoded.maps);
    try {
      await network.#load(encoded, source, options);
    } catch (error) {
      network.dispose();
      throw error;
    }
    return network;
  }

  /** Kernels that one run starts. */
  get dispatches(): number {
    return this.#stages.reduce((sum, { kernels }) => sum + kernels.length, 0);
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

  /** One forward pass step by step, so that it can be watched and stopped: a submission each, a few of them ahead of the device. */
  async runInSteps(input: Float32Array, options: RunOptions): Promise<Float32Array> {
    const { queue } = this.#device;
    const settle = async (): Promise<void> => {
      await queue.onSubmittedWorkDone();
    };
    const pipeline = new Pipeline({ ...options, settle }, this.#stages.length);
    this.#write(input);
    for (const { step, kernels } of this.#stages) {
      options.signal?.throwIfAborted();
      pipeline.begin();
      this.#submit(kernels);
      await pipeline.end(nodesOf(step));
    }
    await pipeline.drained();
    return this.#read();
  }

  #write(input: Float32Array): void {
    const from = this.#map(this.#plan.steps[0]?.id);
    this.#device.queue.writeBuffer(this.#buffers.of(from.storage), 0, toVectors(input, from));
  }

  #submit(kernels: readonly Bound[]): void {
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, group, workgroups } of kernels) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
    }
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  async #read(): Promise<Float32Array> {
    const to = this.#map(this.#plan.output);
    const output = this.#buffers.of(to.storage);
    this.#readback ??= this.#buffers.make(output.size, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(output, 0, this.#readback, 0, output.size);
    this.#device.queue.submit([encoder.finish()]);
    await this.#readback.mapAsync(GPUMapMode.READ);
    const values = fromVectors(new Float32Array(this.#readback.getMappedRange()), to);
    this.#readback.unmap();
    return values;
  }

  /** Frees all buffers. */
  dispose(): void {
    this.#buffers.destroy();
    this.#stages = [];
  }

  async #load({ stages }: Encoded, source: ArraySource, options: LoadOptions): Promise<void> {
    const { signal, onArray } = options;
    const dispatches = stages.flatMap((stage) => stage.dispatches);
    const compilation = new Compilation(
      this.#device,
      dispatches.map(({ code }) => code),
    );
    this.#buffers.share(dispatches.flatMap(({ bindings }) => bindings.filter((binding) => 'first' in binding)));
    for (const [index, { bindings }] of dispatches.entries()) {
      signal?.throwIfAborted();
      for (const binding of bindings) if ('fill' in binding) await this.#buffers.upload(binding, source);
      onArray?.(index + 1, dispatches.length);
    }
    const pipelines = await compilation.finished(options);
    const bind = ({ code, bindings, workgroups }: Dispatch): Bound => {
      const pipeline = pipelines.get(code);
      if (pipeline === undefined) throw new Error('a kernel was not compiled');
      const entries = bindings.map((binding, place) => ({
        binding: place,
        resource: { buffer: this.#buffers.of(binding) },
      }));
      const group = this.#device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
      return { pipeline, group, workgroups };
    };
    this.#stages = stages.map(({ step, dispatches: own }) => ({ step, kernels: own.map(bind) }));
  }

  #map(id: string | undefined): GpuMap {
    const map = this.#maps.get(id ?? '');
    if (map === undefined) throw new Error(`no step makes "${id}"`);
    return map;
  }
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
