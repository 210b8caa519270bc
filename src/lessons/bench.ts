import type { Analysis, NodeReport } from '../engine/analysis.ts';
import { analyze, analyzeUntilError } from '../engine/analyze.ts';
import { findResiduals } from '../engine/find-residuals.ts';
import type { Graph } from '../engine/graph.ts';
import { findNetwork } from '../zoo/index.ts';
import type { StepView } from './Lesson.ts';

/** A graph of a lesson's own, worked out as far as it goes. */
export interface Bench {
  readonly analysis: Analysis;
  /** The last node, where it refuses what arrives; it is part of the analysis all the same, so that it can be seen. */
  readonly refused: string | null;
}

/** Works a lesson's graph out. A node that refuses its inputs stands at the end, with the shapes that arrive there. */
export function setUpBench(graph: Graph): Bench {
  const { analysis, error } = analyzeUntilError(graph);
  const node = error === null ? undefined : graph.nodes.find(({ id }) => id === error.details.node);
  const inputs = (node?.inputs ?? []).flatMap((id) => analysis.byId.get(id) ?? []);
  const [first] = inputs;
  if (node === undefined || first === undefined) return { analysis, refused: null };
  const { window: _window, lost: _lost, ...rest } = first;
  const refused: NodeReport = {
    ...rest,
    node,
    index: analysis.reports.length,
    inputs: inputs.map(({ output }) => output),
    parameters: [],
    params: 0,
    buffers: 0,
    macs: 0,
    weightBytes: 0,
  };
  return {
    analysis: {
      ...analysis,
      reports: [...analysis.reports, refused],
      byId: new Map(analysis.byId).set(node.id, refused),
      consumers: new Map(
        [...analysis.consumers, [node.id, []] as const].map(([id, readers]) => [
          id,
          node.inputs.includes(id) ? [...readers, node.id] : readers,
        ]),
      ),
      residuals: findResiduals(graph.nodes),
    },
    refused: node.id,
  };
}

/** What a step is about, worked out: its own graph, or a network of the zoo. Throws if there is no such network. */
export function analysisOfView({ graph, network, size, classes }: StepView): Analysis {
  if (graph !== undefined) return setUpBench(graph()).analysis;
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(`the zoo has no network "${network}"`);
  return analyze(entry.build({ size: size ?? entry.defaults.size, classes: classes ?? entry.defaults.classes }));
}
