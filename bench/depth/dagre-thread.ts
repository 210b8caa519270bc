/** A thread that lays out the graph it was started with by dagre, and tells how long it took. What is repeated is warmed up first. */
import { parentPort, workerData } from 'node:worker_threads';
import { Graph, layout } from '@dagrejs/dagre';
import type { DagreAnswer, DagreQuestion } from './lay-out-with-dagre.ts';

const { boxes, lines, repeats } = workerData as DagreQuestion;
try {
  if (repeats > 1) layOut();
  const start = process.cpuUsage();
  for (let turn = 0; turn < repeats; turn++) layOut();
  const { user, system } = process.cpuUsage(start);
  answer({ milliseconds: (user + system) / 1000 / repeats });
} catch (error) {
  answer({ error: String(error) });
}

function layOut(): void {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR' });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { from, to } of lines) graph.setEdge(from, to, {});
  layout(graph);
}

function answer(message: DagreAnswer): void {
  parentPort?.postMessage(message);
}
