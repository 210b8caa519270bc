import type { Graph, GraphNode } from './graph.ts';
import type { ParameterSpec, WindowSpec } from './layers/LayerSpec.ts';
import type { Shape } from './shape.ts';

/** Receptive field of one axis, in input pixels. Source: Araujo et al., distill.pub 2019. */
export interface FieldAxis {
  /** Pixels of the picture that one output element can see. */
  readonly size: number;
  /** Distance in the picture between neighbouring outputs. */
  readonly jump: number;
  /** Index of the first pixel that output 0 sees; negative inside the padding. */
  readonly start: number;
}

/** Receptive field of a node: from the first to the last pixel that any path to the picture reaches. */
export interface ReceptiveField {
  readonly height: FieldAxis;
  readonly width: FieldAxis;
  /** Whether every output sees the whole picture, as after adaptive pooling or a linear layer. */
  readonly global: boolean;
}

/** Everything the engine knows of one node of one network at one input size. */
export interface NodeReport {
  readonly node: GraphNode;
  /** Position among the nodes, 0 for the input. */
  readonly index: number;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Number of learned values (each counted where its module runs first). */
  readonly params: number;
  /** Number of buffered values: running statistics. */
  readonly buffers: number;
  /** Multiply-accumulates, bias left out. */
  readonly macs: number;
  /** Bytes of the output as float32. */
  readonly activationBytes: number;
  /** Bytes of the learned values as float32. */
  readonly weightBytes: number;
  readonly receptiveField: ReceptiveField;
  /** The moving window with its padding resolved; absent where nothing slides. */
  readonly window?: WindowSpec;
  /** Rows and columns of the padded input that no window touches: lost to the floor. Absent where nothing slides. */
  readonly lost?: { readonly rows: number; readonly columns: number };
}

/** How the shortcut of a residual block carries x. */
export type ShortcutKind = 'identity' | 'projection' | 'zero-pad';

/** One residual connection: where x leaves, what happens to it, and where it is added. */
export interface Residual {
  /** The `Add` node. */
  readonly add: string;
  /** The node whose output is x. */
  readonly from: string;
  /** Nodes of F, in order. */
  readonly branch: readonly string[];
  /** Nodes on the shortcut, in order; none for identity. */
  readonly shortcut: readonly string[];
  readonly kind: ShortcutKind;
}

/** A network with its shapes, costs and structure worked out at one input size. */
export interface Analysis {
  readonly graph: Graph;
  readonly input: Shape;
  /** One report a node, in the order of execution. */
  readonly reports: readonly NodeReport[];
  readonly byId: ReadonlyMap<string, NodeReport>;
  /** Ids of the nodes that read a node's output. */
  readonly consumers: ReadonlyMap<string, readonly string[]>;
  readonly residuals: readonly Residual[];
  /** All parameters as the network's framework counts them (Keras counts statistics too). */
  readonly params: number;
  /** The learned ones among them. */
  readonly trainable: number;
  readonly macs: number;
}

/** One array of a network's state dict. */
export interface StateEntry {
  /** `layer1.0.conv1.weight` */
  readonly name: string;
  readonly node: string;
  readonly shape: Shape;
  readonly buffer: boolean;
  /** Belongs to a module that does not run: a file may lack it. */
  readonly optional?: true;
}
