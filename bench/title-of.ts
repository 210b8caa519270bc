import type { Contender } from './page/protocol.ts';

/** A contender by its name and its threads. */
export function titleOf({ engine, threads }: Contender): string {
  return engine.includes('webgpu') ? engine : `${engine} ${threads}×`;
}
