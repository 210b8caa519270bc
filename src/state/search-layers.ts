import type { NodeReport } from '../engine/analysis.ts';
import type { GraphNode } from '../engine/graph.ts';

/** Words that people use for kinds of layers, beside torch's names. */
const SYNONYMS: Readonly<Record<string, string>> = {
  convolution: 'conv2d',
  bn: 'batchnorm',
  norm: 'norm',
  fc: 'linear',
  dense: 'linear',
  pooling: 'pool',
  concat: 'concat',
  cat: 'concat',
  skip: 'add',
  lrn: 'localresponsenorm',
};

/**
 * Layers that match every word of a query, in the order of execution. A word is part of a name or a kind (`layer3`, `conv`, `bn`), a
 * shape or its end (`14x14`, `256x14x14`), or a setting: `k3` kernel, `s2` stride, `p1` padding, `d2` dilation, `g32` groups.
 */
export function searchLayers(reports: readonly NodeReport[], query: string): readonly NodeReport[] {
  const words = query.toLowerCase().trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return reports.filter((report) => words.every((word) => matches(report, word)));
}

function matches({ node, output }: NodeReport, word: string): boolean {
  const shape = /^\[?(\d+(?:[x×,]\d+)+)\]?$/.exec(word)?.[1];
  if (shape !== undefined) return `,${output.join(',')}`.endsWith(`,${shape.replaceAll(/[x×]/g, ',')}`);
  const setting = /^([kspdg])(\d+)$/.exec(word);
  if (setting !== null && settingIs(node, setting[1] ?? '', Number(setting[2]))) return true;
  const kind = node.kind.toLowerCase();
  return node.id.toLowerCase().includes(word) || kind.includes(word) || kind.includes(SYNONYMS[word] ?? word);
}

const SETTINGS: Readonly<Record<string, string>> = {
  k: 'kernelSize',
  s: 'stride',
  p: 'padding',
  d: 'dilation',
  g: 'groups',
};

function settingIs(node: GraphNode, letter: string, wanted: number): boolean {
  const attrs: Readonly<Record<string, unknown>> = { ...node.attrs };
  const value = attrs[SETTINGS[letter] ?? ''];
  return Array.isArray(value) ? value.includes(wanted) : value === wanted;
}
