/** How compiling is watched and stopped. */
export interface CompileOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once with what is compiled already, then for each kernel. */
  onKernel?(done: number, total: number): void;
}

/** Pipelines by their code. */
export type Pipelines = ReadonlyMap<string, GPUComputePipeline>;

/** Kernels on their way through the driver, each code once and all at the same time: whoever makes it can do other things meanwhile. */
export class Compilation {
  readonly #total: number;
  readonly #all: Promise<Pipelines>;
  #done = 0;
  #onKernel: CompileOptions['onKernel'];

  constructor(device: GPUDevice, codes: readonly string[]) {
    const once = [...new Set(codes)];
    this.#total = once.length;
    this.#all = Promise.all(once.map((code) => this.#compile(device, code))).then((entries) => new Map(entries));
    // Whoever does not come to wait has met another error before.
    this.#all.catch(() => {});
  }

  /** Resolves when all are compiled. Rejects at once where it is aborted: the driver finishes, and nobody listens. */
  async finished({ signal, onKernel }: CompileOptions = {}): Promise<Pipelines> {
    signal?.throwIfAborted();
    onKernel?.(this.#done, this.#total);
    this.#onKernel = onKernel;
    let stop = (): void => {};
    const stopped = new Promise<never>((_resolve, reject) => {
      stop = () => reject(signal?.reason);
    });
    signal?.addEventListener('abort', stop);
    try {
      return await Promise.race([this.#all, stopped]);
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#onKernel = undefined;
    }
  }

  async #compile(device: GPUDevice, code: string): Promise<readonly [string, GPUComputePipeline]> {
    const module = device.createShaderModule({ code });
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
    this.#done++;
    this.#onKernel?.(this.#done, this.#total);
    return [code, pipeline];
  }
}
