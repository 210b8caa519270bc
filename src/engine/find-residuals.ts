import type { Residual, ShortcutKind } from './analysis.ts';
import type { GraphNode } from './graph.ts';

/**
 * The residual connections of a network: one for each `Add` of two inputs whose ways part at a common node.
 * Pre-condition: nodes stand in the order of execution. The way with fewer layers that learn is the shortcut.
 */
export function findResiduals(nodes: readonly GraphNode[]): readonly Residual[] {
  const positions = new Map(nodes.map(({ id }, position) => [id, position]));
  return nodes.flatMap((node, position) => {
    const residual =
      node.kind === 'Add' && node.inputs.length === 2 ? residualAt(nodes, positions, position) : undefined;
    return residual ? [residual] : [];
  });
}

/** Walks back from an `Add` along both of its inputs until they meet. */
function residualAt(
  nodes: readonly GraphNode[],
  positions: ReadonlyMap<string, number>,
  position: number,
): Residual | undefined {
  const add = nodes[position];
  if (add === undefined) return undefined;
  const sides = new Map<number, number>();
  add.inputs.forEach((input, side) => {
    const at = positions.get(input) ?? 0;
    sides.set(at, (sides.get(at) ?? 0) | (side + 1));
  });
  const ways: [GraphNode[], GraphNode[]] = [[], []];
  for (let at = position - 1; at >= 0; at--) {
    const node = nodes[at];
    const side = sides.get(at);
    if (node === undefined || side === undefined) continue;
    if (side === 3) return toResidual(add.id, node.id, [ways[0].reverse(), ways[1].reverse()]);
    ways[side - 1]?.push(node);
    for (const input of node.inputs) {
      const from = positions.get(input) ?? 0;
      sides.set(from, (sides.get(from) ?? 0) | side);
    }
  }
  return undefined;
}

function toResidual(
  add: string,
  from: string,
  [first, second]: readonly [GraphNode[], GraphNode[]],
): Residual | undefined {
  if (first.length === 0 && second.length === 0) return undefined;
  const [branch, shortcut] = weight(first) >= weight(second) ? [first, second] : [second, first];
  return {
    add,
    from,
    branch: branch.map(({ id }) => id),
    shortcut: shortcut.map(({ id }) => id),
    kind: shortcutKind(shortcut),
  };
}

/** How much a way does: its convolutions and linear layers first, then its nodes. */
function weight(way: readonly GraphNode[]): number {
  const learned = way.filter(({ kind }) => kind === 'Conv2d' || kind === 'Linear').length;
  return learned * 1000 + way.length;
}

function shortcutKind(way: readonly GraphNode[]): ShortcutKind {
  if (way.some(({ kind }) => kind === 'Conv2d' || kind === 'Linear')) return 'projection';
  return way.some(({ kind }) => kind === 'ZeroPadShortcut' || kind === 'ZeroPad2d') ? 'zero-pad' : 'identity';
}
