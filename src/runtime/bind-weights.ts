import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Analysis } from '../engine/analysis.ts';
import type { Place } from '../formats/Place.ts';
import { ops } from './ops/index.ts';
import type { LayerWeights, Op, SourceArray } from './ops/Op.ts';
import type { StateDict } from './StateDict.ts';
import { hasNonFinite } from './statistics.ts';

/** A network's weights on the backend, by node, each in the layout of its operation. */
export interface BoundWeights {
  readonly byNode: ReadonlyMap<string, LayerWeights>;
  /** Names of arrays that hold NaN or infinity. */
  readonly nonFinite: readonly string[];
  /** Frees every tensor. */
  dispose(): void;
}

/**
 * Gives the array of a name, or `undefined` if the source has none. `place` is where the caller wants the values in the end: a source that
 * can puts them there at once and answers with that place; any other answer is for the caller to put there.
 */
export type ArraySource = (name: string, place?: Place) => Promise<Float32Array | undefined> | Float32Array | undefined;

/** Reports each array that was put into place. */
export interface BindOptions {
  readonly signal?: AbortSignal;
  onArray?(done: number, total: number): void;
}

/**
 * Puts weights into the layouts of the operations and onto the backend in use. Nodes that do not run get none.
 * Throws an `Error` for an array that the source lacks: compare names and shapes beforehand (`matchWeights`).
 */
export async function bindWeights(
  analysis: Analysis,
  source: ArraySource,
  options: BindOptions = {},
): Promise<BoundWeights> {
  const byNode = new Map<string, LayerWeights>();
  const byModule = new Map<string, LayerWeights>();
  const nonFinite: string[] = [];
  const owners = analysis.reports.filter(({ node, parameters }) => node.role === undefined && parameters.length > 0);
  const dispose = (): void => {
    for (const weights of byModule.values()) for (const tensor of Object.values(weights)) tensor.dispose();
  };
  try {
    for (const [index, { node, parameters, inputs }] of owners.entries()) {
      options.signal?.throwIfAborted();
      const owner = node.module ?? node.id;
      const known = byModule.get(owner);
      const arrays: Record<string, SourceArray> = {};
      for (const { name, shape } of known === undefined ? parameters : []) {
        const data = await source(`${owner}.${name}`);
        if (data === undefined) throw new Error(`the weights hold no "${owner}.${name}"`);
        if (hasNonFinite(data)) nonFinite.push(`${owner}.${name}`);
        arrays[name] = { data, shape };
      }
      // The table is total: the operation of a kind takes that kind's attributes.
      const op = ops[node.kind] as Op<typeof node.kind>;
      const weights = known ?? keepAll(() => op.prepare?.(arrays, node.attrs as never, inputs[0] ?? []) ?? {});
      byModule.set(owner, weights);
      byNode.set(node.id, weights);
      options.onArray?.(index + 1, owners.length);
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return { byNode, nonFinite, dispose };
}

/** Binds weights that are in memory already. */
export function bindState(analysis: Analysis, state: StateDict): Promise<BoundWeights> {
  return bindWeights(analysis, (name) => state.get(name));
}

function keepAll(prepare: () => LayerWeights): LayerWeights {
  return tidy(() => prepare() as Record<string, Tensor>);
}
