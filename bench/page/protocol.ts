/** Who computes: ours on WebAssembly, fused and faithful; ours on WebGPU; onnxruntime-web on either. */
export type EngineName = 'fused' | 'faithful' | 'webgpu' | 'ort' | 'ort-webgpu';

/** An engine with its threads, a worker of its own each. */
export interface Contender {
  readonly engine: EngineName;
  readonly threads: number;
}

/** A network to be measured, with weights and an input from the hash of their names. */
export interface Subject {
  readonly network: string;
  readonly size: number;
}

/** What the worker of a contender is asked. */
export type Question =
  | { readonly call: 'load'; readonly contender: Contender; readonly subject: Subject }
  | { readonly call: 'run' }
  | { readonly call: 'unload' };

/** What it answers. */
export interface Answer {
  readonly milliseconds: number;
  readonly dispatches: number;
  readonly logits: Float32Array;
}

/** One implementation. The input is the same in every run. */
export interface Engine {
  /** Kernels that a run starts, where they are counted. */
  readonly dispatches?: number;
  run(): Promise<Float32Array>;
  unload(): Promise<void>;
}
