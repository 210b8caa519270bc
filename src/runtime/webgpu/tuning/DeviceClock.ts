/** Bytes of a time stamp. */
const STAMP = 8;

/** Most stamps that a set may have. Source: WebGPU, `createQuerySet`. */
const MOST_STAMPS = 4096;

/** The device's own clock, for the compute passes of one go. Browsers round it to a tenth of a millisecond. */
export class DeviceClock {
  readonly #queries: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #readback: GPUBuffer;

  /** A clock for so many passes; `undefined` on a device without one, or for too many. */
  static of(device: GPUDevice, passes: number): DeviceClock | undefined {
    if (!device.features.has('timestamp-query') || 2 * passes > MOST_STAMPS) return undefined;
    return new DeviceClock(device, passes);
  }

  private constructor(device: GPUDevice, passes: number) {
    const size = 2 * passes * STAMP;
    this.#queries = device.createQuerySet({ type: 'timestamp', count: 2 * passes });
    this.#resolved = device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
    this.#readback = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  }

  /** What the descriptor of a pass needs, so that it is timed. */
  timestampWrites(pass: number): GPUComputePassTimestampWrites {
    return {
      querySet: this.#queries,
      beginningOfPassWriteIndex: 2 * pass,
      endOfPassWriteIndex: 2 * pass + 1,
    };
  }

  /** Has the stamps of the first `passes` read back, after what was encoded or submitted before. */
  resolve(encoder: GPUCommandEncoder, passes: number): void {
    encoder.resolveQuerySet(this.#queries, 0, 2 * passes, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#readback, 0, 2 * passes * STAMP);
  }

  /** Milliseconds of each pass; `undefined` where a driver has the feature and counts nothing, or backwards. After `resolve` was submitted. */
  async read(passes: number): Promise<readonly number[] | undefined> {
    await this.#readback.mapAsync(GPUMapMode.READ, 0, 2 * passes * STAMP);
    const stamps = new BigInt64Array(this.#readback.getMappedRange(0, 2 * passes * STAMP).slice(0));
    this.#readback.unmap();
    const spans = Array.from(
      { length: passes },
      (_unused, pass) => Number((stamps[2 * pass + 1] ?? 0n) - (stamps[2 * pass] ?? 0n)) / 1e6,
    );
    return spans.every((span) => span >= 0) && spans.some((span) => span > 0) ? spans : undefined;
  }

  dispose(): void {
    this.#queries.destroy();
    this.#resolved.destroy();
    this.#readback.destroy();
  }
}
