import { type Bound, start } from '../Bound.ts';
import { DeviceClock } from './DeviceClock.ts';

/** Most kernels that are timed at once. */
const MOST = 16;

/** Measures kernels on the device: by its own clock where it has one, else from a submission to its end. */
export class Stopwatch {
  readonly #device: GPUDevice;
  #clock: DeviceClock | undefined;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#clock = DeviceClock.of(device, MOST);
  }

  /** Milliseconds that each of at most 16 kernels takes for so many runs in a row. */
  async time(kernels: readonly Bound[], times: number): Promise<readonly number[]> {
    if (this.#clock === undefined) return this.#timeSubmissions(kernels, times);
    const encoder = this.#device.createCommandEncoder();
    for (const [index, kernel] of kernels.entries()) {
      const pass = encoder.beginComputePass({ timestampWrites: this.#clock.timestampWrites(index) });
      start(pass, kernel, times);
      pass.end();
    }
    this.#clock.resolve(encoder, kernels.length);
    this.#device.queue.submit([encoder.finish()]);
    const spans = await this.#clock.read(kernels.length);
    if (spans !== undefined) return spans;
    this.dispose();
    return this.#timeSubmissions(kernels, times);
  }

  dispose(): void {
    this.#clock?.dispose();
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
