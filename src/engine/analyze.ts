import type { Analysis, NodeReport } from './analysis.ts';
import { countValues } from './count-values.ts';
import { GraphError, ShapeError, unknownInput } from './errors.ts';
import { findResiduals } from './find-residuals.ts';
import type { Graph, GraphNode } from './graph.ts';
import { layers } from './layers/index.ts';
import type { LayerSpec, WindowSpec } from './layers/LayerSpec.ts';
import { axisOf } from './layers/sliding.ts';
import { explainOutputSize } from './output-size.ts';
import { inputField, nextField, type TracedField } from './receptive-field.ts';
import { numel, type Shape } from './shape.ts';

/** Bytes of one value: tensors are float32. */
const BYTES = 4;

/** What could be worked out of a network, and what stopped it. */
export interface PartialAnalysis {
  /** All nodes before the error. */
  readonly analysis: Analysis;
  readonly error: ShapeError | GraphError | null;
}

/**
 * Shapes, parameters, costs, receptive fields and residual connections of a network.
 * Throws `ShapeError` or `GraphError`, which names the node, if a shape does not fit.
 */
export function analyze(graph: Graph): Analysis {
  const { analysis, error } = analyzeUntilError(graph);
  if (error !== null) throw error;
  return analysis;
}

/** As `analyze`, but gives everything before the first error together with it, so that the part that fits can be shown. */
export function analyzeUntilError(graph: Graph): PartialAnalysis {
  const walk = new Walk();
  let error: ShapeError | GraphError | null = null;
  for (const node of graph.nodes) {
    try {
      walk.visit(node);
    } catch (problem) {
      if (!(problem instanceof ShapeError || problem instanceof GraphError)) throw problem;
      error = atNode(problem, node.id);
      break;
    }
  }
  return { analysis: toAnalysis(graph, walk.reports), error };
}

/** One pass over the nodes in the order of execution. */
class Walk {
  readonly reports: NodeReport[] = [];
  readonly #shapes = new Map<string, Shape>();
  readonly #fields = new Map<string, TracedField>();
  readonly #modules = new Set<string>();

  visit(node: GraphNode): void {
    this.#requireNew(node.id);
    // The table is total: the spec of a kind takes that kind's attributes.
    const spec = layers[node.kind] as LayerSpec<unknown>;
    const inputs = node.inputs.map((id) => this.#shapeOf(id, node.id));
    const output = spec.outputShape(inputs, node.attrs);
    const parameters = spec.parameters(inputs, node.attrs);
    const [input] = inputs;
    const window = input && spec.window?.(input, node.attrs);
    const before = node.inputs.flatMap((id) => this.#fields.get(id) ?? []);
    const traced = node.kind === 'Input' ? inputField(output) : nextField(node, before, window, output);
    const isFirstRun = node.module === undefined || !this.#modules.has(node.module);
    const params = isFirstRun ? countValues(parameters, 'learned') : 0;
    this.reports.push({
      node,
      index: this.reports.length,
      inputs,
      output,
      parameters,
      params,
      buffers: isFirstRun ? countValues(parameters, 'buffered') : 0,
      macs: spec.macs(inputs, node.attrs),
      activationBytes: numel(output) * BYTES,
      weightBytes: params * BYTES,
      receptiveField: traced.field,
      ...(window && input && { window, lost: lostBy(input, window) }),
    });
    this.#shapes.set(node.id, output);
    this.#fields.set(node.id, traced);
    if (node.module !== undefined) this.#modules.add(node.module);
  }

  #requireNew(id: string): void {
    if (!this.#shapes.has(id)) return;
    throw new GraphError(`two nodes are called "${id}". Use another id for the second.`, {
      node: id,
      rule: 'repeatedId',
      values: { id },
      repair: 'another id for the second',
    });
  }

  #shapeOf(id: string, reader: string): Shape {
    const shape = this.#shapes.get(id);
    if (shape !== undefined) return shape;
    throw unknownInput(reader, id);
  }
}

function lostBy(input: Shape, window: WindowSpec): { readonly rows: number; readonly columns: number } {
  return {
    rows: explainOutputSize(axisOf(window, input, 0)).lost,
    columns: explainOutputSize(axisOf(window, input, 1)).lost,
  };
}

function atNode(error: ShapeError | GraphError, id: string): ShapeError | GraphError {
  if (error.details.node !== '') return error;
  const Class = error instanceof ShapeError ? ShapeError : GraphError;
  return new Class(`${id}: ${error.message}`, { ...error.details, node: id });
}

function toAnalysis(graph: Graph, reports: readonly NodeReport[]): Analysis {
  const running = reports.filter(({ node }) => node.role === undefined);
  const trainable = sum(reports, ({ params }) => params);
  const buffers = sum(reports, (report) => report.buffers);
  return {
    graph,
    input: reports[0]?.output ?? [],
    reports,
    byId: new Map(reports.map((report) => [report.node.id, report])),
    consumers: consumersOf(reports),
    residuals: findResiduals(reports.map(({ node }) => node)),
    params: graph.framework === 'keras' ? trainable + buffers : trainable,
    trainable,
    macs: sum(running, ({ macs }) => macs),
  };
}

function consumersOf(reports: readonly NodeReport[]): ReadonlyMap<string, readonly string[]> {
  const consumers = new Map<string, string[]>(reports.map(({ node }) => [node.id, []]));
  for (const { node } of reports) for (const input of node.inputs) consumers.get(input)?.push(node.id);
  return consumers;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
