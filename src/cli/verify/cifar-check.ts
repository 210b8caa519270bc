import { spawnSync } from 'node:child_process';
import type { Check } from './Check.ts';

/** Test pictures of CIFAR-10 that are classified. */
const PICTURES = 500;

/** How many of CIFAR-10's first test pictures a published checkpoint must name rightly at least, by `npm run evaluate`. */
export function cifarCheck(network: string, weights: string, data: string, least: number): Check {
  return {
    name: `cifar ${network} fused wasm`,
    async run() {
      const words = ['--weights', weights, '--data', data, '--limit', String(PICTURES)];
      const { stdout, stderr, status } = spawnSync('npm', ['run', '--silent', 'evaluate', '--', network, ...words], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
      const { right, accuracy } = JSON.parse(stdout) as { readonly right: number; readonly accuracy: number };
      if (!(right >= least)) throw new Error(`${right} of ${PICTURES}, and PyTorch has ${least}`);
      return `${right} of ${PICTURES}, ${accuracy} %`;
    },
  };
}
