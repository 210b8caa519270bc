import type { LayerAttrs, LayerKind } from './layers/attrs.ts';

interface NodeOf<Kind extends LayerKind> {
  /**
   * Unique. The torchvision module path (`layer1.0.conv1`); a module that runs a second time gets `_1` as in torchvision's
   * `get_graph_node_names` (`layer1.0.relu_1`), an operation without a module its block's path and the function's name
   * (`layer1.0.add`, `inception3a.cat`, `flatten`, `conv1.relu`).
   */
  readonly id: string;
  readonly kind: Kind;
  readonly attrs: LayerAttrs[Kind];
  /** Ids of the nodes whose outputs this one reads, in order. */
  readonly inputs: readonly string[];
  /** Path of the torch module that runs here; absent for functional operations (add, cat, flatten, F.relu) and the input. */
  readonly module?: string;
  /** Id of the stage (`layer3`) that the node stands in. */
  readonly stage: string;
  /** Id of the block (`layer3.0`, `inception4a`) that the node stands in; absent outside of blocks. */
  readonly block?: string;
  /** `training`: runs only while training (GoogLeNet's heads). `unused`: owns parameters but never runs. Absent: runs. */
  readonly role?: 'training' | 'unused';
}

/** One operation of a network. Plain data: goes to the worker, into files and tests unchanged. */
export type GraphNode = { [Kind in LayerKind]: NodeOf<Kind> }[LayerKind];

/** A node of one kind. */
export type GraphNodeOf<Kind extends LayerKind> = NodeOf<Kind>;

/** A module that holds others: `{ path: 'layer1.0', type: 'Bottleneck' }`. The root has path `''`. */
export interface Container {
  readonly path: string;
  /** torch class name. */
  readonly type: string;
}

/** A run of nodes that a reader takes as one: all at one resolution, or one torchvision stage. */
export interface Stage {
  readonly id: string;
  /** Short name to show: `layer3`, `stem`, `classifier`. */
  readonly title: string;
}

/** A block of the network: residual block, Inception module, or mlpconv. */
export interface Block {
  readonly id: string;
  /** torch class name, e.g. `Bottleneck`; Keras and article variants carry torchvision's nearest. */
  readonly type: string;
  readonly stage: string;
}

/** A network as plain data. Nodes stand in the order of execution; the first is the only `Input`. */
export interface Graph {
  readonly name: string;
  /** `keras` counts BatchNorm's statistics among the (untrained) parameters, as Keras does. */
  readonly framework: 'torch' | 'keras';
  readonly nodes: readonly GraphNode[];
  /** Id of the node whose output is the network's. */
  readonly output: string;
  /** Containers in the order of registration, the root first. */
  readonly containers: readonly Container[];
  readonly stages: readonly Stage[];
  readonly blocks: readonly Block[];
}
