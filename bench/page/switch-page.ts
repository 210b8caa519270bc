/** What the page does for `switch.ts`: networks change places in the app's own worker, or in one of onnxruntime-web. */
import { findNetwork } from '../../src/zoo/index.ts';
import { AppWorker } from './AppWorker.ts';
import { askWorker } from './ask-worker.ts';
import { clock } from './clock.ts';
import type { SwitchQuestion } from './ort-switcher.ts';

/** One of two who switch between networks. */
export type Switcher = 'ours' | 'ort';

/** Of one page, one of the two. */
export interface SwitchPage {
  /** Starts what runs networks, so that nothing but their own is left to do. Both find their files in the page's file input. */
  start(who: Switcher, threads: number): Promise<void>;
  /** Milliseconds from choosing a network to its first logits. */
  switchTo(network: string): Promise<number>;
}

let change: ((network: string) => Promise<unknown>) | undefined;

/** See `SwitchPage`. */
export const switchPage: SwitchPage = {
  async start(who, threads) {
    change = who === 'ours' ? await startOurs() : await startTheirs(threads);
  },
  switchTo: (network) =>
    clock(() => {
      if (change === undefined) throw new Error('nothing was started');
      return change(network);
    }),
};

async function startOurs(): Promise<typeof change> {
  const worker = await AppWorker.start();
  return async (id) => {
    const network = findNetwork(id);
    const file = chosenFiles().find(({ name }) => name === `${id}.safetensors`);
    if (network === undefined || file === undefined) throw new Error(`there is no file for "${id}"`);
    await worker.load(network, file);
    await worker.run();
  };
}

async function startTheirs(threads: number): Promise<typeof change> {
  const worker = new Worker(new URL('./ort-switcher.ts', import.meta.url), { type: 'module' });
  const ask = (question: SwitchQuestion): Promise<unknown> => askWorker(worker, question);
  await ask({ call: 'prepare', files: chosenFiles().filter(({ name }) => name.endsWith('.onnx')), threads });
  return (network) => ask({ call: 'switch', network });
}

function chosenFiles(): readonly File[] {
  return [...(document.querySelector('input')?.files ?? [])];
}
