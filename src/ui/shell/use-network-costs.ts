import { useEffect, useState } from 'react';
import { analyze } from '../../engine/analyze.ts';
import { networks } from '../../zoo/index.ts';

/** What a network costs at its own size and number of classes. */
export interface NetworkCosts {
  readonly params: number;
  /** Multiply-accumulates of one picture. */
  readonly macs: number;
}

const known = new Map<string, NetworkCosts>();

/** Costs of the zoo's networks by id. They are worked out one network at a time, so that the page never waits; empty at first. */
export function useNetworkCosts(): ReadonlyMap<string, NetworkCosts> {
  const [costs, setCosts] = useState<ReadonlyMap<string, NetworkCosts>>(() => new Map(known));
  useEffect(() => {
    let timer: number | undefined;
    const missing = networks.filter((network) => !known.has(network.id));
    const next = (): void => {
      const network = missing.shift();
      if (network === undefined) return;
      const { params, macs } = analyze(network.build(network.defaults));
      known.set(network.id, { params, macs });
      if (missing.length % 8 === 0) setCosts(new Map(known));
      timer = window.setTimeout(next);
    };
    timer = window.setTimeout(next);
    return () => window.clearTimeout(timer);
  }, []);
  return costs;
}
