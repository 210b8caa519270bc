/** Ours on WebGPU: with kernels by rule, or by measurement, or by rule in half precision. */
export type WebgpuName = 'webgpu' | 'webgpu-measured' | 'webgpu-half';

/** Who computes: ours on WebAssembly, fused and faithful; ours on WebGPU; onnxruntime-web on either. */
export type EngineName = 'fused' | 'faithful' | WebgpuName | 'ort' | 'ort-webgpu';

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

/** Names of the forms of kernels by classes of convolution, where there is a choice. */
export type Forms = Readonly<Record<string, string>>;

/** What it answers. */
export interface Answer {
  readonly milliseconds: number;
  readonly traffic: DeviceTraffic | undefined;
  readonly forms: Forms;
  readonly logits: Float32Array;
}

/** What one run asks WebGPU to do; all but the kernels in bytes. */
export interface DeviceTraffic {
  /** Kernels that it starts. */
  readonly dispatches: number;
  /** All buffers, or parts of them, that are given to kernels, each time one starts: what they can read and write. */
  readonly bound: number;
  /** From the program to the device. */
  readonly uploaded: number;
  /** From the device to the program. */
  readonly readBack: number;
}

/** One implementation. The input is the same in every run. */
export interface Engine {
  /** On WebGPU. */
  readonly traffic?: DeviceTraffic;
  readonly forms?: Forms;
  run(): Promise<Float32Array>;
  unload(): Promise<void>;
}
