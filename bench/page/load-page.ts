/** What the page does for `load-in-page.ts`. */
import { findNetwork } from '../../src/zoo/index.ts';
import { AppWorker } from './AppWorker.ts';
import { clock } from './clock.ts';

/** A worker of the app for one network, and the file that was put into the page's file input. All times are in milliseconds. */
export interface LoadPage {
  /** Starts a worker with its backend, as a page does before a file is chosen. */
  start(network: string): Promise<void>;
  /** Reading the file whole, and nothing else. */
  read(): Promise<number>;
  /** From the file to the logits of a picture. */
  load(): Promise<number>;
  /** One picture through the network that is loaded. */
  pass(): Promise<number>;
  /** Bytes that the fused executor holds. */
  bytes(): Promise<number>;
}

let worker: AppWorker | undefined;
let entry: ReturnType<typeof findNetwork>;

/** See `LoadPage`. */
export const loadPage: LoadPage = {
  async start(network) {
    entry = findNetwork(network);
    worker = await AppWorker.start();
  },
  read: () => clock(() => chosenFile().arrayBuffer()),
  load: () =>
    clock(async () => {
      if (entry === undefined) throw new Error('no network of this name');
      await started().load(entry, chosenFile());
      await started().run();
    }),
  pass: () => clock(() => started().run()),
  bytes: () => started().bytes(),
};

function started(): AppWorker {
  if (worker === undefined) throw new Error('nothing was started');
  return worker;
}

function chosenFile(): File {
  const [file] = document.querySelector('input')?.files ?? [];
  if (file === undefined) throw new Error('no file was chosen');
  return file;
}
