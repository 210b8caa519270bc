import { alexnet } from './alexnet.ts';
import { articles } from './articles.ts';
import { cifarResnets } from './cifar.ts';
import { cifarSmall } from './cifar-small.ts';
import { googlenets } from './googlenet.ts';
import { kerasNetworks } from './keras.ts';
import type { NetworkEntry } from './NetworkEntry.ts';
import { nin } from './nin.ts';
import { resnets } from './resnet.ts';
import { resnexts } from './resnext.ts';
import { resnextCifars } from './resnext-cifar.ts';
import { vggs } from './vgg.ts';

/** Every network, in the order of the picker. Add yours here. */
export const networks: readonly NetworkEntry[] = [
  ...resnets,
  ...resnexts,
  ...vggs,
  alexnet,
  ...googlenets,
  ...cifarResnets,
  ...cifarSmall,
  ...kerasNetworks,
  ...articles,
  ...resnextCifars,
  nin,
];

/** The network of this id; `undefined` if there is none. */
export function findNetwork(id: string): NetworkEntry | undefined {
  return networks.find((network) => network.id === id);
}
