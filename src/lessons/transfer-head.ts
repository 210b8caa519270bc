import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import type { Graph } from '../engine/graph.ts';
import { findNetwork } from '../zoo/index.ts';
import { valuesOf } from './measures.ts';

/** Where a network's last layer stands. */
export interface HeadPlaceOf {
  /** Id of the linear layer that the network ends in. */
  readonly layer: string;
  /** Id of the node whose output it reads. */
  readonly features: string;
  /** Features that arrive. */
  readonly width: number;
}

/** The linear layer that a network ends in; `null` if it ends otherwise. */
export function findHead({ graph, byId }: Analysis): HeadPlaceOf | null {
  const report = byId.get(graph.output);
  const [features] = report?.node.inputs ?? [];
  const [arriving] = report?.inputs ?? [];
  if (report?.node.kind !== 'Linear' || features === undefined || arriving === undefined) return null;
  return { layer: report.node.id, features, width: valuesOf(arriving) };
}

/** The network without its last layer: it puts out the features. */
export function bodyOf(graph: Graph, { layer, features }: HeadPlaceOf): Graph {
  return { ...graph, nodes: graph.nodes.filter(({ id }) => id !== layer), output: features };
}

/** A part of a network whose head was replaced. */
export interface NetworkPart {
  /** Title of the stage, or id of the head. */
  readonly name: string;
  readonly params: number;
  readonly trains: boolean;
}

/** The parts of a network of the zoo with a new head for so many classes: its stages, frozen, and the head. */
export function partsOf(network: string, size: readonly [number, number], classes: number): readonly NetworkPart[] {
  const analysis = analysisWith(network, size, classes);
  const head = analysis === null ? null : findHead(analysis);
  if (analysis === null || head === null) return [];
  const frozen = analysis.graph.stages.map(({ id, title }) => ({
    name: title,
    params: analysis.reports.reduce(
      (sum, { node, params }) => sum + (node.stage === id && node.id !== head.layer ? params : 0),
      0,
    ),
    trains: false,
  }));
  const params = analysis.byId.get(head.layer)?.params ?? 0;
  return [...frozen.filter((part) => part.params > 0), { name: head.layer, params, trains: true }];
}

/** A network of the zoo at a size and number of classes; `null` if there is none of this id. */
export function analysisWith(network: string, size: readonly [number, number], classes: number): Analysis | null {
  const entry = findNetwork(network);
  return entry === undefined ? null : analyze(entry.build({ size, classes }));
}
