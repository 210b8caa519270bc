import { GraphBuilder } from '../../engine/GraphBuilder.ts';
import type { Graph } from '../../engine/graph.ts';
import { conv2d } from '../../engine/layers/attr-defaults.ts';
import { numel } from '../../engine/shape.ts';
import type { StateDict } from '../../runtime/StateDict.ts';
import { type CaseTensor, Inexpressible } from './operator-case.ts';
import type { Step } from './Step.ts';

/** The steps of an operator case as a network, and what runs through it. */
export interface CaseNetwork {
  readonly graph: Graph;
  readonly state: StateDict;
  /** One for each example of the case's batch. */
  readonly examples: readonly Float32Array[];
}

/**
 * A network that computes the steps of a case, one example after another. A network has one input: where the steps read several tensors,
 * they are stacked in it, and each is taken out again by a layer that multiplies by one and zero, which changes no value.
 * Throws `Inexpressible` for tensors that cannot be stacked.
 */
export function toNetwork(steps: readonly Step[]): CaseNetwork {
  const tensors = steps.flatMap(({ inputs }) => inputs);
  const g = new GraphBuilder({ name: 'case', type: 'Sequential', input: stacked(tensors) });
  const state = new Map<string, Float32Array>();
  const picks = tensors.length === 1 ? [g.input] : tensors.map((_tensor, index) => pick(g, state, tensors, index));
  let output = g.input;
  let taken = 0;
  for (const { kind, attrs, inputs, arrays = {}, continues = false } of steps) {
    const own = picks.slice(taken, taken + inputs.length);
    taken += inputs.length;
    output = g.module(kind, kind, continues ? [output, ...own] : own, attrs);
    for (const [name, { data }] of Object.entries(arrays)) state.set(`${kind}.${name}`, Float32Array.from(data));
  }
  const [count = 1] = tensors[0]?.shape ?? [];
  const examples = Array.from({ length: count }, (_unused, example) =>
    Float32Array.from(tensors.flatMap((tensor) => exampleOf(tensor, example))),
  );
  return { graph: g.build(output), state, examples };
}

/** The shape of one example of all tensors: channels or features one after another. */
function stacked(tensors: readonly CaseTensor[]): readonly number[] {
  const [first = { shape: [] }] = tensors;
  const [batch, channels = 1, ...map] = first.shape;
  if (tensors.length === 1) return [channels, ...map];
  const agree = tensors.every(({ shape: [count, , ...rest] }) => count === batch && rest.join() === map.join());
  if (!agree || (map.length !== 0 && map.length !== 2))
    throw new Inexpressible('a network has one input, and these do not fit into one');
  return [tensors.reduce((sum, { shape }) => sum + (shape[1] ?? 1), 0), ...map];
}

/** A layer that gives tensor `index` alone. */
function pick(
  g: GraphBuilder,
  state: Map<string, Float32Array>,
  tensors: readonly CaseTensor[],
  index: number,
): string {
  const widths = tensors.map(({ shape }) => shape[1] ?? 1);
  const [first, width = 1] = [widths.slice(0, index).reduce((sum, each) => sum + each, 0), widths[index]];
  const columns = widths.reduce((sum, each) => sum + each, 0);
  const weight = new Float32Array(width * columns);
  for (let row = 0; row < width; row++) weight[row * columns + first + row] = 1;
  const path = `input${index}`;
  state.set(`${path}.weight`, weight);
  const isVector = tensors[index]?.shape.length === 2;
  return isVector
    ? g.module('Linear', path, g.input, { outFeatures: width, bias: false })
    : g.module('Conv2d', path, g.input, conv2d(width, 1, { bias: false }));
}

function exampleOf({ shape, data }: CaseTensor, index: number): readonly number[] {
  const size = numel(shape.slice(1));
  return data.slice(index * size, (index + 1) * size);
}
