import { Worker } from 'node:worker_threads';
import type { Graph } from '../../src/engine/graph.ts';
import { openLayout } from './works.ts';

/** A graph as dagre is given it: our own boxes, and what each reads. */
export interface DagreQuestion {
  readonly boxes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly lines: readonly { readonly from: string; readonly to: string }[];
  readonly repeats: number;
}

/** Milliseconds of processor time that one layout took, or why there is none. */
export type DagreAnswer = { readonly milliseconds: number } | { readonly error: string };

/** Mebibytes of stack: dagre walks a graph by recursion, and the usual one is too small from about 2,000 nodes on. */
const STACK = 512;

/** A thread does not inherit what lets the program run TypeScript. */
const START = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./dagre-thread.ts', ${JSON.stringify(import.meta.url)}))`;

/** dagre with its defaults over the same boxes as our layout with every layer shown, in a thread of its own that may take so many seconds. */
export function layOutWithDagre(graph: Graph, repeats: number, seconds: number): Promise<DagreAnswer> {
  const boxes = openLayout(graph).boxes.map(({ id, width, height }) => ({ id, width, height }));
  const lines = graph.nodes.flatMap(({ id, inputs }) => inputs.map((input) => ({ from: input, to: id })));
  const question: DagreQuestion = { boxes, lines, repeats };
  const thread = new Worker(START, {
    workerData: question,
    eval: true,
    resourceLimits: { stackSizeMb: STACK },
  });
  return new Promise((resolve, reject) => {
    const end = (answer: DagreAnswer): void => {
      clearTimeout(timer);
      thread.terminate().then(() => resolve(answer), reject);
    };
    const timer = setTimeout(() => end({ error: `more than ${seconds} s` }), seconds * 1000);
    thread.once('message', end);
    thread.once('error', (error) => end({ error: error.message }));
  });
}
