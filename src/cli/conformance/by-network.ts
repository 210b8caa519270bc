import { analyze } from '../../engine/analyze.ts';
import { type Open, reasonOf } from '../open.ts';
import type { Compute } from './check-cases.ts';
import { toNetwork } from './to-network.ts';

/** Computes steps as a network of their own on the executor that `open` gives: its output, and its last layer looked at afterwards. */
export function byNetwork(open: Open): Compute {
  return async (steps) => {
    const { graph, state, examples } = toNetwork(steps);
    const { executor, notFused } = await open(analyze(graph), (name) => state.get(name));
    const outputs: number[] = [];
    const looks: number[] = [];
    try {
      for (const example of examples) {
        outputs.push(...(await executor.run(example)));
        looks.push(...(await executor.read(graph.output)));
      }
    } finally {
      executor.dispose();
    }
    return {
      results: [
        { from: 'the pass', values: outputs },
        { from: 'the look', values: looks },
      ],
      ...(notFused !== undefined && { fallback: reasonOf(notFused) }),
    };
  };
}
