/** What the page does for `load-in-page.ts`: the app's own worker, asked in the app's own protocol. */
import { createWorkerClient } from '../../src/worker/client.ts';
import type { WorkerClient } from '../../src/worker/WorkerClient.ts';
import { findNetwork } from '../../src/zoo/index.ts';

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

let client: WorkerClient | undefined;
let entry: ReturnType<typeof findNetwork>;
let picture: Blob | undefined;

/** See `LoadPage`. */
export const loadPage: LoadPage = {
  async start(network) {
    entry = findNetwork(network);
    client = createWorkerClient();
    picture = await makePicture();
    await client.call('useBackend', { id: 'wasm', allowSoftware: false });
  },
  read: () => clock(() => chosenFile().arrayBuffer()),
  load: () =>
    clock(async () => {
      const file = chosenFile();
      const { worker, network } = required();
      const { handle } = await worker.call('openWeights', { source: { from: 'file', file, name: file.name } });
      const { match } = await worker.call('loadNetwork', { graph: network.build(network.defaults), handle });
      if (!match.complete) throw new Error(`${file.name} does not fit ${network.id}`);
      await run();
    }),
  pass: () => clock(run),
  bytes: async () => (await required().worker.call('memory', {})).fused,
};

async function run(): Promise<void> {
  const { worker, network, image } = required();
  const { size } = network.defaults;
  const preprocess = { ...network.preprocessing, resize: Math.min(...size), crop: size };
  const { notFused } = await worker.call('run', { image, preprocess });
  if (notFused !== undefined) throw new Error(`it does not run fused: ${notFused.rule}`);
}

function required(): {
  readonly worker: WorkerClient;
  readonly network: NonNullable<typeof entry>;
  readonly image: Blob;
} {
  if (client === undefined || entry === undefined || picture === undefined) throw new Error('nothing was started');
  return { worker: client, network: entry, image: picture };
}

function chosenFile(): File {
  const [file] = document.querySelector('input')?.files ?? [];
  if (file === undefined) throw new Error('no file was chosen');
  return file;
}

async function clock(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function makePicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(224, 224);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('there is no canvas');
  context.fillStyle = '#c33';
  context.fillRect(40, 60, 120, 90);
  return canvas.convertToBlob({ type: 'image/png' });
}
