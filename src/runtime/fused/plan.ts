import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import { NotFusedError } from './NotFusedError.ts';
import { mapShape } from './storages.ts';

/** One step of a fused pass: a node, and the nodes behind it that the same kernel does as it writes its result. */
export interface FusedStep {
  /** The last of these nodes: its output is the step's. */
  readonly id: string;
  /** The node that computes. */
  readonly report: NodeReport;
  /** Ids of the steps whose outputs are read; the network's input is one of them. */
  readonly inputs: readonly string[];
  /** A BatchNorm that is folded into the weights. */
  readonly norm?: NodeReport;
  /** Step whose output is added before the ReLU. */
  readonly residual?: string;
  readonly relu: boolean;
  /** Nodes behind `report` that this step computes too, in order; `id` is the last of them. */
  readonly with: readonly string[];
}

/** A network as fused steps. */
export interface FusedPlan {
  /** In the order of execution; the first is the input, which computes nothing. */
  readonly steps: readonly FusedStep[];
  /** Step whose output is the network's. */
  readonly output: string;
}

/**
 * The steps of a fused forward pass. BatchNorm goes into the convolution before it, a sum into the later of its two branches, ReLU
 * into whatever computes before it; dropout, identities, flattening, pooling to the same size and joining one branch are gone.
 * Post-condition: every node that runs is in exactly one step or gone, and no node that more than one other reads is inside a step.
 * Throws `NotFusedError` where nothing is left to compute, and for a step that would read a map as something else.
 */
export function planFused(analysis: Analysis): FusedPlan {
  return new Planner(analysis).plan();
}

/** The nodes that a step computes, as they are named where its time is told. */
export function nodesOf(step: FusedStep): { readonly id: string; readonly with?: readonly string[] } {
  return { id: step.report.node.id, ...(step.with.length > 0 && { with: step.with }) };
}

/** Kinds whose kernels can end in a sum and a ReLU. */
const ENDS_IN_RELU: ReadonlySet<string> = new Set(['Conv2d', 'Linear', 'BatchNorm2d', 'Add']);

class Planner {
  readonly #analysis: Analysis;
  readonly #running: readonly NodeReport[];
  readonly #readers = new Map<string, NodeReport[]>();
  /** Step under which a node's output is found. */
  readonly #steps = new Map<string, string>();
  readonly #done = new Set<string>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
    this.#running = analysis.reports.filter(({ node }) => node.role === undefined);
    for (const report of this.#running)
      for (const input of report.node.inputs) this.#readers.set(input, [...(this.#readers.get(input) ?? []), report]);
  }

  plan(): FusedPlan {
    const steps: FusedStep[] = [];
    for (const report of this.#running) {
      const { node } = report;
      if (this.#done.has(node.id)) continue;
      if (isGone(report)) {
        this.#steps.set(node.id, this.#stepOf(node.inputs[0]));
        continue;
      }
      const step = this.#fuse(report);
      this.#requireMaps(step);
      this.#steps.set(step.id, step.id);
      steps.push(step);
    }
    const output = this.#stepOf(this.#analysis.graph.output);
    const last = this.#running.at(-1);
    if (last !== undefined && steps.length === 1) throw new NotFusedError({ report: last });
    return { steps, output };
  }

  /**
   * Features lie in the order of the map that they were: only a linear layer, whose columns are put into that order, may read them. Kernels
   * know maps and vectors, and a linear layer over the last of several axes is neither.
   */
  #requireMaps({ report, inputs }: FusedStep): void {
    const isLinear = report.node.kind === 'Linear';
    for (const [index, shape] of [...report.inputs, report.output].entries()) {
      const made = this.#analysis.byId.get(inputs[index] ?? '')?.output ?? shape;
      const isOther = !isLinear && mapShape(made).join() !== mapShape(shape).join();
      if (isOther || (isLinear ? shape.length > 1 : shape.length > 3)) throw new NotFusedError({ report });
    }
  }

  #fuse(report: NodeReport): FusedStep {
    const { kind } = report.node;
    let last = report;
    let norm: NodeReport | undefined;
    let residual: string | undefined;
    let relu = false;
    const taken: string[] = [];
    const take = (next: NodeReport): void => {
      this.#done.add(next.node.id);
      taken.push(next.node.id);
      last = next;
    };
    const next = this.#onlyReader(last);
    if (kind === 'Conv2d' && next?.node.kind === 'BatchNorm2d') {
      norm = next;
      take(next);
    }
    const sum = kind === 'Conv2d' ? this.#onlyReader(last) : undefined;
    const other = sum && this.#otherBranch(sum, last.node.id);
    if (sum !== undefined && other !== undefined) {
      residual = other;
      take(sum);
    }
    const activation = ENDS_IN_RELU.has(kind) ? this.#onlyReader(last) : undefined;
    if (activation?.node.kind === 'ReLU') {
      relu = true;
      take(activation);
    }
    return {
      id: last.node.id,
      report,
      inputs: report.node.inputs.map((input) => this.#stepOf(input)),
      ...(norm && { norm }),
      ...(residual !== undefined && { residual }),
      relu,
      with: taken,
    };
  }

  /** The one node that reads this one; none if there are more, or if the output is the network's. */
  #onlyReader({ node }: NodeReport): NodeReport | undefined {
    const readers = this.#readers.get(node.id) ?? [];
    return readers.length === 1 && node.id !== this.#analysis.graph.output ? readers[0] : undefined;
  }

  /** The step of the other branch of a sum of two, if it has been made already. */
  #otherBranch({ node, inputs, output }: NodeReport, branch: string): string | undefined {
    if (node.kind !== 'Add' || node.inputs.length !== 2) return undefined;
    if (inputs.some((shape) => shape.join() !== output.join())) return undefined;
    const other = node.inputs.find((input) => input !== branch);
    return other === undefined ? undefined : this.#steps.get(other);
  }

  #stepOf(id: string | undefined): string {
    const step = this.#steps.get(id ?? '');
    if (step === undefined) throw new Error(`the output of "${id}" is inside a fused step`);
    return step;
  }
}

function isGone({ node, inputs, output }: NodeReport): boolean {
  if (node.kind === 'AdaptiveAvgPool2d') return inputs[0]?.join() === output.join();
  if (node.kind === 'Add' || node.kind === 'Concat') return inputs.length === 1;
  return node.kind === 'Dropout' || node.kind === 'Identity' || node.kind === 'Flatten';
}
