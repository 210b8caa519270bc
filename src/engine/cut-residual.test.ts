import { describe, expect, it } from 'vitest';
import { findNetwork } from '../zoo/index.ts';
import { analyze } from './analyze.ts';
import { cutResiduals } from './cut-residual.ts';

describe.each(['resnet50', 'resnet20_cifar'])('cutResiduals of %s', (network) => {
  const entry = findNetwork(network);
  if (entry === undefined) throw new Error(network);
  const intact = analyze(entry.build(entry.defaults));

  it('cutting the shortcut leaves F, cutting the branch leaves x, and every shape and parameter stays', () => {
    for (const { add, branch, from, shortcut } of intact.residuals)
      for (const side of ['shortcut', 'branch'] as const) {
        const cut = analyze(cutResiduals(intact.graph, intact.residuals, new Map([[add, side]])));
        const kept = side === 'shortcut' ? branch.at(-1) : (shortcut.at(-1) ?? from);
        expect(cut.byId.get(add)?.node.inputs).toEqual([kept]);
        expect(cut.reports.map(({ output }) => output)).toEqual(intact.reports.map(({ output }) => output));
        expect(cut.params).toBe(intact.params);
      }
  });

  it('without cuts the graph is the same', () => {
    expect(cutResiduals(intact.graph, intact.residuals, new Map())).toEqual(intact.graph);
  });
});
