import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { GraphBuilder } from '../engine/GraphBuilder.ts';
import type { Graph } from '../engine/graph.ts';
import { conv2d } from '../engine/layers/attr-defaults.ts';

/**
 * Ways to write one and the same block down. Of three layers: a branch for each group, summed; the branches' 3×3 concatenated; one
 * grouped convolution. Of two layers: a branch for each group, summed; two dense convolutions. Source: Xie et al., arXiv 1611.05431,
 * figures 3 and 4. BatchNorms are left out: they work on one channel at a time and split as the channels do.
 */
export type BlockForm = 'branches' | 'concat' | 'grouped' | 'twoBranches' | 'twoDense';

/** Cardinality C and the width d of each branch. */
export interface BlockSetting {
  readonly cardinality: number;
  readonly width: number;
}

/** Channels that go into the block and come out of it, and the sides of its map: those of a picture of 32×32 after a 3×3. */
export const [BLOCK_CHANNELS, BLOCK_SIDE] = [256, 32] as const;

/** The paper's block. Source: arXiv 1611.05431, figure 1. */
export const PAPER_BLOCK: BlockSetting = { cardinality: 32, width: 4 };

/** A block of this form behind a stem that makes a picture's three channels many. The block's nodes begin with `block.`. */
export function blockGraph(form: BlockForm, setting: BlockSetting): Graph {
  const g = new GraphBuilder({ name: `block-${form}`, type: 'Sequential', input: [3, BLOCK_SIDE, BLOCK_SIDE] });
  const stem = g.module('Conv2d', 'stem', g.input, conv2d(BLOCK_CHANNELS, 3, { padding: 1, bias: false }));
  const x = g.module('ReLU', 'stem_relu', stem);
  return g.build(
    g.block('block', 'Bottleneck', () => {
      const sum = g.operation('Add', 'block.add', [build[form](g, x, setting), x]);
      return g.module('ReLU', 'block.relu', sum);
    }),
  );
}

/** The block worked out. */
export function blockAnalysis(form: BlockForm, setting: BlockSetting): Analysis {
  return analyze(blockGraph(form, setting));
}

/** Weights, multiply-accumulates and convolutions of the block alone, without the stem. */
export function blockCosts({ reports }: Analysis): {
  readonly params: number;
  readonly macs: number;
  readonly convolutions: number;
} {
  const own = reports.filter(({ node }) => node.block !== undefined);
  return {
    params: own.reduce((sum, { params }) => sum + params, 0),
    macs: own.reduce((sum, { macs }) => sum + macs, 0),
    convolutions: own.filter(({ node }) => node.kind === 'Conv2d').length,
  };
}

type Build = (g: GraphBuilder, x: string, setting: BlockSetting) => string;

const build: { readonly [Form in BlockForm]: Build } = {
  branches: (g, x, { cardinality, width }) =>
    g.operation(
      'Add',
      'block.sum',
      branches(cardinality, (path) => conv(g, `${path}.conv3`, twoThin(g, x, path, width), BLOCK_CHANNELS, 1)),
    ),
  concat: (g, x, { cardinality, width }) => {
    const ends = branches(cardinality, (path) => twoThin(g, x, path, width));
    return conv(g, 'block.conv3', g.operation('Concat', 'block.cat', ends), BLOCK_CHANNELS, 1);
  },
  grouped: (g, x, { cardinality, width }) => {
    const squeezed = convRelu(g, 'block.conv1', x, cardinality * width, 1);
    const grouped = convRelu(g, 'block.conv2', squeezed, cardinality * width, 3, cardinality);
    return conv(g, 'block.conv3', grouped, BLOCK_CHANNELS, 1);
  },
  twoBranches: (g, x, { cardinality, width }) =>
    g.operation(
      'Add',
      'block.sum',
      branches(cardinality, (path) =>
        conv(g, `${path}.conv2`, convRelu(g, `${path}.conv1`, x, width, 3), BLOCK_CHANNELS, 3),
      ),
    ),
  twoDense: (g, x, { cardinality, width }) =>
    conv(g, 'block.conv2', convRelu(g, 'block.conv1', x, cardinality * width, 3), BLOCK_CHANNELS, 3),
};

function branches(cardinality: number, one: (path: string) => string): readonly string[] {
  return Array.from({ length: cardinality }, (_unused, index) => one(`block.${index}`));
}

/** 1×1 down to `width`, then 3×3. */
function twoThin(g: GraphBuilder, x: string, path: string, width: number): string {
  return convRelu(g, `${path}.conv2`, convRelu(g, `${path}.conv1`, x, width, 1), width, 3);
}

function convRelu(g: GraphBuilder, path: string, input: string, to: number, kernel: 1 | 3, groups = 1): string {
  return g.module('ReLU', `${path}_relu`, conv(g, path, input, to, kernel, groups));
}

function conv(g: GraphBuilder, path: string, input: string, to: number, kernel: 1 | 3, groups = 1): string {
  return g.module('Conv2d', path, input, conv2d(to, kernel, { padding: (kernel - 1) / 2, groups, bias: false }));
}
