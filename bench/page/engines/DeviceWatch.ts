import type { DeviceTraffic } from '../protocol.ts';

/**
 * Counts what this thread asks WebGPU to do, whoever asks: ours and onnxruntime-web's library are measured by the same means. It must be made
 * before the groups of buffers are that kernels will be given.
 */
export class DeviceWatch {
  /** Bytes of the buffers in each group. */
  readonly #groups = new WeakMap<GPUBindGroup, number>();
  /** Bytes that each pass has set, by the place of the group. */
  readonly #set = new WeakMap<GPUComputePassEncoder, Map<number, number>>();
  #counts = none();

  constructor() {
    this.#watchGroups();
    this.#watchKernels();
    this.#watchCopies();
  }

  /** What a run asks for, the first of all left out: it makes what later ones use again. */
  async ofSecond(run: () => Promise<unknown>): Promise<DeviceTraffic> {
    await run();
    this.#counts = none();
    await run();
    return { ...this.#counts };
  }

  #watchGroups(): void {
    const groups = this.#groups;
    const { createBindGroup } = GPUDevice.prototype;
    GPUDevice.prototype.createBindGroup = function (this: GPUDevice, descriptor): GPUBindGroup {
      const group = createBindGroup.call(this, descriptor);
      groups.set(
        group,
        [...descriptor.entries].reduce((sum, { resource }) => sum + bytesOf(resource), 0),
      );
      return group;
    };
  }

  #watchKernels(): void {
    const { prototype } = GPUComputePassEncoder;
    const { setBindGroup, dispatchWorkgroups } = prototype;
    const [groups, passes] = [this.#groups, this.#set];
    const count = (pass: GPUComputePassEncoder): void => {
      this.#counts.dispatches++;
      for (const bytes of passes.get(pass)?.values() ?? []) this.#counts.bound += bytes;
    };
    // Of the overloads, the two last differ from the first only behind the group.
    prototype.setBindGroup = function (this: GPUComputePassEncoder, ...words: unknown[]): undefined {
      const [index, group] = words as Parameters<typeof setBindGroup>;
      const own = passes.get(this) ?? new Map<number, number>();
      passes.set(this, own.set(index, (group && groups.get(group)) ?? 0));
      Reflect.apply(setBindGroup, this, words);
    };
    prototype.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...sizes): undefined {
      count(this);
      dispatchWorkgroups.apply(this, sizes);
    };
  }

  #watchCopies(): void {
    const watch = this;
    const { createBuffer } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (this: GPUDevice, descriptor): GPUBuffer {
      if (descriptor.mappedAtCreation === true) watch.#counts.uploaded += descriptor.size;
      return createBuffer.call(this, descriptor);
    };
    const { writeBuffer } = GPUQueue.prototype;
    GPUQueue.prototype.writeBuffer = function (this: GPUQueue, ...words: Parameters<typeof writeBuffer>): undefined {
      const [, , data, from = 0, size] = words;
      // Counted in values where the data is an array of some type, else in bytes.
      const unit = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
      watch.#counts.uploaded += size === undefined ? data.byteLength - from * unit : size * unit;
      Reflect.apply(writeBuffer, this, words);
    };
    const { mapAsync } = GPUBuffer.prototype;
    GPUBuffer.prototype.mapAsync = function (this: GPUBuffer, mode, offset = 0, size): Promise<undefined> {
      const bytes = size ?? this.size - offset;
      if ((mode & GPUMapMode.READ) !== 0) watch.#counts.readBack += bytes;
      else watch.#counts.uploaded += bytes;
      return mapAsync.call(this, mode, offset, size);
    };
  }
}

function none(): { -readonly [Name in keyof DeviceTraffic]: DeviceTraffic[Name] } {
  return { dispatches: 0, bound: 0, uploaded: 0, readBack: 0 };
}

function bytesOf(resource: GPUBindingResource): number {
  if (resource instanceof GPUBuffer) return resource.size;
  if (!('buffer' in resource)) return 0;
  return resource.size ?? resource.buffer.size - (resource.offset ?? 0);
}
