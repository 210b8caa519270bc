/**
 * `npm run bench:depth`: working out and laying out residual networks of 18 to 10,004 layers, in processor time, and dagre laying out the
 * same boxes. Options: `--rounds 5`, `--seconds 60` (what dagre may take for one network).
 */
import { cpus, loadavg } from 'node:os';
import { parseArguments, runCommand, wholeNumber } from '../src/cli/arguments.ts';
import type { Graph } from '../src/engine/graph.ts';
import { deepNetworks } from './depth/deep-networks.ts';
import { growthExponent, perNodeGrowth } from './depth/growth.ts';
import { type DagreAnswer, layOutWithDagre } from './depth/lay-out-with-dagre.ts';
import { type Works, worksOf } from './depth/works.ts';
import { processorTime } from './processor-time.ts';
import { median } from './statistics.ts';
import { toTable } from './to-table.ts';

const NAMES = ['analyze', 'folded', 'open'] as const satisfies readonly (keyof Works)[];

/** Nodes that dagre lays out of one network before its time is told. */
const DAGRE_NODES = 2000;

const HEAD = ['network', 'nodes', 'analyze', 'layout, folded', 'layout, every layer', 'dagre', 'dagre ÷ layout'];

/** A network, and milliseconds of processor time that each work takes once, one a round. */
interface Subject {
  readonly graph: Graph;
  readonly works: Works;
  readonly times: { readonly [Name in keyof Works]: number[] };
}

await runCommand('bench:depth', async (words) => {
  const { options } = parseArguments(words, ['rounds', 'seconds']);
  const rounds = wholeNumber(options, 'rounds', 5);
  const seconds = wholeNumber(options, 'seconds', 60);
  const subjects = deepNetworks().map(
    (graph): Subject => ({ graph, works: worksOf(graph), times: { analyze: [], folded: [], open: [] } }),
  );
  const most = Math.max(...subjects.map(({ graph }) => graph.nodes.length));
  // Every batch goes through as many nodes, so that a small network is as warm as a large one. The first round warms up.
  const batchOf = (graph: Graph): number => Math.max(1, Math.round(most / graph.nodes.length));
  for (let round = -1; round < rounds; round++)
    for (const name of NAMES)
      for (const { graph, works, times } of subjects) {
        const batch = batchOf(graph);
        const time = await processorTime(() => {
          for (let turn = 0; turn < batch; turn++) works[name]();
        });
        if (round >= 0) times[name].push(time / batch);
      }
  const rivals: DagreAnswer[] = [];
  for (const { graph } of subjects)
    rivals.push(await layOutWithDagre(graph, Math.ceil(DAGRE_NODES / graph.nodes.length), seconds));
  console.log(
    `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(
    `\n${toTable([HEAD, ...subjects.map((subject, index) => lineOf(subject, rivals[index])), ...growthOf(subjects)])}`,
  );
});

function lineOf({ graph, times }: Subject, rival: DagreAnswer | undefined): readonly string[] {
  const ours = NAMES.map((name) => median(times[name]));
  const theirs =
    rival === undefined || 'error' in rival
      ? [rival?.error ?? '', '']
      : [rival.milliseconds.toFixed(0), (rival.milliseconds / median(times.open)).toFixed(0)];
  return [graph.name, String(graph.nodes.length), ...ours.map((time) => time.toFixed(2)), ...theirs];
}

/** How time grows from the first network to the last: a node's share, and the exponent of their number. */
function growthOf(subjects: readonly Subject[]): readonly (readonly string[])[] {
  const [small, large] = [subjects[0], subjects.at(-1)];
  if (small === undefined || large === undefined) return [];
  const cells = (measure: typeof growthExponent): readonly string[] =>
    NAMES.map((name) => {
      const [from, to] = [small, large].map(({ graph, times }) => ({
        nodes: graph.nodes.length,
        time: median(times[name]),
      }));
      return from === undefined || to === undefined ? '' : measure(from, to).toFixed(2);
    });
  return [
    ['a node in the last ÷ in the first', '', ...cells(perNodeGrowth), '', ''],
    ['exponent of the nodes', '', ...cells(growthExponent), '', ''],
  ];
}
