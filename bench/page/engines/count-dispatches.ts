/** Kernels that WebGPU is asked to start while something runs. */
export async function countDispatches(run: () => Promise<unknown>): Promise<number> {
  const { prototype } = GPUComputePassEncoder;
  const { dispatchWorkgroups } = prototype;
  let count = 0;
  prototype.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...sizes): undefined {
    count++;
    return dispatchWorkgroups.apply(this, sizes);
  };
  await run();
  prototype.dispatchWorkgroups = dispatchWorkgroups;
  return count;
}
