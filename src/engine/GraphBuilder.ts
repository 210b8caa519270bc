import { unknownInput } from './errors.ts';
import type { Block, Container, Graph, GraphNode, GraphNodeOf, Stage } from './graph.ts';
import type { LayerAttrs, LayerKind } from './layers/attrs.ts';
import type { Shape } from './shape.ts';

/** Kinds of layer that take no settings. */
type Bare = { [Kind in LayerKind]: Record<never, never> extends LayerAttrs[Kind] ? Kind : never }[LayerKind];

/**
 * Writes a network down node by node, in the order of execution. Every method that adds a node gives its id, to be used as an
 * input of later ones. Throws `GraphError` at once for an unknown input.
 *
 * @example
 * const g = new GraphBuilder({ name: 'tiny', type: 'Sequential', input: [3, 32, 32] });
 * const x = g.module('Conv2d', 'conv1', g.input, conv2d(16, 3, { padding: 1 }));
 * const graph = g.build(g.module('ReLU', 'relu', x));
 */
export class GraphBuilder {
  /** Id of the input node. */
  readonly input = 'input';
  readonly #name: string;
  readonly #framework: 'torch' | 'keras';
  readonly #nodes: GraphNode[] = [];
  readonly #ids = new Set<string>();
  /** How often each id was asked for again. */
  readonly #repeats = new Map<string, number>();
  readonly #containers: Container[] = [];
  readonly #stages: Stage[] = [];
  readonly #blocks: Block[] = [];
  #stage = '';
  #block: string | undefined;
  #role: 'training' | 'unused' | undefined;

  constructor(options: {
    readonly name: string;
    readonly type: string;
    readonly input: Shape;
    readonly framework?: 'torch' | 'keras';
  }) {
    this.#name = options.name;
    this.#framework = options.framework ?? 'torch';
    this.#containers.push({ path: '', type: options.type });
    this.#push('Input', this.input, [], { shape: options.input });
  }

  /** All nodes from here on stand in this stage. */
  stage(id: string, title = id): void {
    this.#stages.push({ id, title });
    this.#stage = id;
  }

  /** Declares a module that holds others, in the order of registration. */
  container(path: string, type: string): void {
    this.#containers.push({ path, type });
  }

  /** Everything that `build` adds stands in this block, which is a container too. */
  block<Result>(path: string, type: string, build: () => Result): Result {
    this.container(path, type);
    return this.group(path, type, build);
  }

  /** As `block`, for a group that is no torch module of its own. */
  group<Result>(id: string, type: string, build: () => Result): Result {
    this.#blocks.push({ id, type, stage: this.#stage });
    this.#block = id;
    const result = build();
    this.#block = undefined;
    return result;
  }

  /** Everything that `build` adds does not run at inference: heads for training, or modules that are never called. */
  inactive<Result>(role: 'training' | 'unused', build: () => Result): Result {
    this.#role = role;
    const result = build();
    this.#role = undefined;
    return result;
  }

  /** Adds a torch module. A path that was used before is the same module running again: its node is `<path>_1`. */
  module<Kind extends Bare>(kind: Kind, path: string, inputs: string | readonly string[]): string;
  module<Kind extends LayerKind>(
    kind: Kind,
    path: string,
    inputs: string | readonly string[],
    attrs: LayerAttrs[Kind],
  ): string;
  module<Kind extends LayerKind>(
    kind: Kind,
    path: string,
    inputs: string | readonly string[],
    attrs?: LayerAttrs[Kind],
  ): string {
    return this.#push(kind, this.#freshId(path), inputs, attrs ?? {}, path);
  }

  /** Adds an operation that is no module: `layer1.0.add`, `flatten`. A repeated id becomes `<id>_1`. */
  operation<Kind extends Bare>(kind: Kind, id: string, inputs: string | readonly string[]): string;
  operation<Kind extends LayerKind>(
    kind: Kind,
    id: string,
    inputs: string | readonly string[],
    attrs: LayerAttrs[Kind],
  ): string;
  operation<Kind extends LayerKind>(
    kind: Kind,
    id: string,
    inputs: string | readonly string[],
    attrs?: LayerAttrs[Kind],
  ): string {
    return this.#push(kind, this.#freshId(id), inputs, attrs ?? {});
  }

  /** The finished network, whose output is that of the node `output`. */
  build(output: string): Graph {
    this.#requireKnown(output, output);
    return {
      name: this.#name,
      framework: this.#framework,
      nodes: this.#nodes,
      output,
      containers: this.#containers,
      stages: this.#stages,
      blocks: this.#blocks,
    };
  }

  #push(kind: LayerKind, id: string, inputs: string | readonly string[], attrs: object, module?: string): string {
    const sources = typeof inputs === 'string' ? [inputs] : inputs;
    for (const source of sources) this.#requireKnown(source, id);
    const node = {
      id,
      kind,
      attrs,
      inputs: sources,
      stage: this.#stage,
      ...(module !== undefined && { module }),
      ...(this.#block !== undefined && { block: this.#block }),
      ...(this.#role !== undefined && { role: this.#role }),
    };
    this.#ids.add(id);
    // The overloads tie attrs to kind; TypeScript cannot follow that through the spread.
    this.#nodes.push(node as GraphNodeOf<LayerKind> as GraphNode);
    return id;
  }

  #freshId(id: string): string {
    if (!this.#ids.has(id)) return id;
    let run = (this.#repeats.get(id) ?? 0) + 1;
    while (this.#ids.has(`${id}_${run}`)) run++;
    this.#repeats.set(id, run);
    return `${id}_${run}`;
  }

  #requireKnown(source: string, node: string): void {
    if (!this.#ids.has(source)) throw unknownInput(node, source);
  }
}
