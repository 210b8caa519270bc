import type { FusedPlan } from '../fused/plan.ts';
import { partsOf } from './pack-job.ts';
import { Rooms } from './Rooms.ts';

/** Bytes that are enough for reading ahead of the threads that pack: one of ResNet-50's largest arrays, or several smaller ones. */
const ENOUGH = 10 * 2 ** 20;

/** What packing the weights of a network needs: how many jobs, and bytes of room for whole arrays and for one job. */
export interface PackNeeds {
  readonly jobs: number;
  readonly arrays: number;
  readonly part: number;
}

/** Counts what is packed: the weights of convolutions and linear layers. Linear ones are packed where they lie, row by row. */
export function packNeeds({ steps }: FusedPlan): PackNeeds {
  let [jobs, arrays, part] = [0, 0, 0];
  for (const { report } of steps) {
    const [outputs, ...rest] = report.parameters.find(({ name }) => name === 'weight')?.shape ?? [];
    if (outputs === undefined || rest.length === 0) continue;
    const row = rest.reduce((product, size) => product * size, Float32Array.BYTES_PER_ELEMENT);
    const parts = partsOf(outputs, row);
    const bytesOf = (count: number): number => Rooms.whole(count * (row + Float64Array.BYTES_PER_ELEMENT));
    const isFilter = rest.length > 1;
    jobs += parts.length;
    arrays += isFilter ? bytesOf(outputs) : 0;
    part = Math.max(part, isFilter ? bytesOf(parts[0]?.[1] ?? 0) : Rooms.whole(row));
  }
  return { jobs, arrays: Math.min(arrays, ENOUGH), part };
}
