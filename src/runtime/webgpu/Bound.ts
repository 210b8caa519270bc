import type { Buffers } from './Buffers.ts';
import type { Dispatch } from './Dispatch.ts';

/** A kernel that is compiled and knows its buffers. */
export interface Bound {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [number, number];
}

/** A kernel with the buffers that its bindings name. */
export function bindKernel(
  device: GPUDevice,
  buffers: Buffers,
  pipeline: GPUComputePipeline,
  { bindings, workgroups }: Pick<Dispatch, 'bindings' | 'workgroups'>,
): Bound {
  const entries = bindings.map((binding, place) => ({
    binding: place,
    resource: { buffer: buffers.of(binding) },
  }));
  return {
    pipeline,
    group: device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }),
    workgroups,
  };
}

/** Starts a kernel so many times in a row. */
export function start(pass: GPUComputePassEncoder, { pipeline, group, workgroups }: Bound, times = 1): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  for (let time = 0; time < times; time++) pass.dispatchWorkgroups(...workgroups);
}
