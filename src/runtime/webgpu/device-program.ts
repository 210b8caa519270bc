import { backend, engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

/** Threads of a workgroup; those of our programs share nothing, which suits software adapters too. */
const THREADS = 64;

/** A program as tfjs's WebGPU backend takes it. */
export interface DeviceProgram {
  readonly variableNames: string[];
  readonly uniforms: string;
  readonly outputShape: number[];
  readonly shaderKey: string;
  readonly dispatchLayout: { readonly x: number[] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number];
  getUserCode(): string;
}

/** What a program is made of: its name, inputs, whole numbers that its code may ask for, and its code, which defines `main(index : i32)`. */
export interface ProgramParts {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly numbers: readonly string[];
  readonly code: string;
}

/**
 * A program for so many threads in a row. They are asked for as one dimension of the output's, so that tfjs spreads over a square what
 * is more than 65,535 workgroups; `index` counts on, and past the last thread.
 */
export function flatProgram(
  { name, inputs, numbers, code }: ProgramParts,
  threads: number,
  outputShape: readonly number[],
): DeviceProgram {
  return {
    variableNames: [...inputs],
    uniforms: numbers.map((number) => `${number} : i32,`).join(' '),
    outputShape: [...outputShape],
    shaderKey: name,
    dispatchLayout: { x: outputShape.map((_size, axis) => axis) },
    dispatch: [Math.ceil(threads / THREADS), 1, 1],
    workgroupSize: [THREADS, 1, 1],
    getUserCode: () => code,
  };
}

/** As much of tfjs's WebGPU backend as runs a program of ours. */
interface DeviceBackend {
  runWebGPUProgram(
    program: DeviceProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32' | 'int32',
    uniforms: readonly { readonly type: 'int32'; readonly data: readonly number[] }[],
  ): TensorInfo;
}

/** Runs a program on tfjs's WebGPU backend, its numbers in their order; the caller owns what it gives. */
export function runProgram(
  program: DeviceProgram,
  inputs: readonly TensorInfo[],
  dtype: 'float32' | 'int32',
  numbers: readonly number[],
): Tensor {
  const uniforms = numbers.map((number) => ({ type: 'int32' as const, data: [number] }));
  const info = (backend() as unknown as DeviceBackend).runWebGPUProgram(program, inputs, dtype, uniforms);
  return engine().makeTensorFromTensorInfo(info);
}
