import { type Bound, start } from '../Bound.ts';

/** Most kernels that are timed at once. */
const MOST = 16;

/** Measures kernels on the device: by its own clock where it has one, else from a submission to its end. */
export class Stopwatch {
  readonly #device: GPUDevice;
  #clock: { readonly queries: GPUQuerySet; readonly resolved: GPUBuffer; readonly readback: GPUBuffer } | undefined;

  constructor(device: GPUDevice) {
    this.#device = device;
    if (!device.features.has('timestamp-query')) return;
    const size = 2 * MOST * 8;
    this.#clock = {
      queries: device.createQuerySet({ type: 'timestamp', count: 2 * MOST }),
      resolved: device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC }),
      readback: device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST }),
    };
  }

  /** Milliseconds that each of at most 16 kernels takes for so many runs in a row. */
  async time(kernels: readonly Bound[], times: number): Promise<readonly number[]> {
    if (this.#clock === undefined) return this.#timeSubmissions(kernels, times);
    const { queries, resolved, readback } = this.#clock;
    const encoder = this.#device.createCommandEncoder();
    for (const [index, kernel] of kernels.entries()) {
      const pass = encoder.beginComputePass({
        timestampWrites: {
          querySet: queries,
          beginningOfPassWriteIndex: 2 * index,
          endOfPassWriteIndex: 2 * index + 1,
        },
      });
      start(pass, kernel, times);
      pass.end();
    }
    encoder.resolveQuerySet(queries, 0, 2 * kernels.length, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, readback, 0, 16 * kernels.length);
    this.#device.queue.submit([encoder.finish()]);
    await readback.mapAsync(GPUMapMode.READ, 0, 16 * kernels.length);
    const stamps = new BigInt64Array(readback.getMappedRange(0, 16 * kernels.length).slice(0));
    readback.unmap();
    const spans = kernels.map(
      (_kernel, index) => Number((stamps[2 * index + 1] ?? 0n) - (stamps[2 * index] ?? 0n)) / 1e6,
    );
    if (spans.every((span) => span >= 0) && spans.some((span) => span > 0)) return spans;
    // Some drivers have the feature and count nothing, or backwards.
    this.dispose();
    return this.#timeSubmissions(kernels, times);
  }

  dispose(): void {
    this.#clock?.queries.destroy();
    this.#clock?.resolved.destroy();
    this.#clock?.readback.destroy();
    this.#clock = undefined;
  }

  async #timeSubmissions(kernels: readonly Bound[], times: number): Promise<readonly number[]> {
    const { queue } = this.#device;
    const spans: number[] = [];
    for (const kernel of kernels) {
      const encoder = this.#device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      start(pass, kernel, times);
      pass.end();
      const commands = encoder.finish();
      const begun = performance.now();
      queue.submit([commands]);
      await queue.onSubmittedWorkDone();
      spans.push(performance.now() - begun);
    }
    return spans;
  }
}
