import type { ArraySource } from '../bind-weights.ts';
import type { Storage } from '../fused/storages.ts';
import { BYTES, type Constants, type GpuMap } from './Dispatch.ts';

/** The buffers of a network: one for each array of weights, and as few for the feature maps as their lives allow. */
export class Buffers {
  readonly #device: GPUDevice;
  readonly #buffers = new Map<Storage | Constants, GPUBuffer>();
  readonly #all: GPUBuffer[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  get bytes(): number {
    return this.#all.reduce((sum, { size }) => sum + size, 0);
  }

  of(binding: Storage | Constants): GPUBuffer {
    const buffer = this.#buffers.get(binding);
    if (buffer === undefined) throw new Error('a kernel asks for a buffer that nobody made');
    return buffer;
  }

  make(size: number, usage: number, mappedAtCreation = false): GPUBuffer {
    const buffer = this.#device.createBuffer({ size, usage, mappedAtCreation });
    this.#all.push(buffer);
    return buffer;
  }

  /** Gives every map a buffer; one whose last reader is done serves again, the smallest that is large enough. */
  share(maps: readonly GpuMap[]): void {
    const lent: { readonly buffer: GPUBuffer; until: number }[] = [];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const storages = new Map(
      maps.map((map) => [map.storage, map.height * map.width * map.pixel * 4 * BYTES[map.scalar]]),
    );
    for (const [storage, size] of [...storages].sort(([a], [b]) => a.first - b.first)) {
      const free = lent.filter(({ buffer, until }) => until < storage.first && buffer.size >= size);
      const [best] = free.sort((a, b) => a.buffer.size - b.buffer.size);
      const loan = best ?? { buffer: this.make(size, usage), until: 0 };
      if (best === undefined) lent.push(loan);
      loan.until = storage.last;
      this.#buffers.set(storage, loan.buffer);
    }
  }

  /** Packs an array straight into the memory of its buffer. */
  async upload(constants: Constants, source: ArraySource): Promise<void> {
    const { count, scalar } = constants;
    const buffer = this.make(count * BYTES[scalar], GPUBufferUsage.STORAGE, true);
    this.#buffers.set(constants, buffer);
    const range = buffer.getMappedRange();
    await constants.fill(scalar === 'f32' ? new Float32Array(range) : new Uint16Array(range), source);
    buffer.unmap();
  }

  destroy(): void {
    for (const buffer of this.#all.splice(0)) buffer.destroy();
    this.#buffers.clear();
  }
}
