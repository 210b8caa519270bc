import { createWorkerClient } from '../../src/worker/client.ts';
import type { WorkerClient } from '../../src/worker/WorkerClient.ts';
import type { NetworkEntry } from '../../src/zoo/NetworkEntry.ts';
import { makePicture } from './picture.ts';

/** The app's own worker on WebAssembly, asked for the same things in the same order as the app's page asks. */
export class AppWorker {
  readonly #client: WorkerClient;
  readonly #picture: Blob;
  #network: NetworkEntry | undefined;

  private constructor(client: WorkerClient, picture: Blob) {
    this.#client = client;
    this.#picture = picture;
  }

  /** Starts a worker with its backend, as a page does before a file is chosen. */
  static async start(): Promise<AppWorker> {
    const client = createWorkerClient();
    await client.call('useBackend', { id: 'wasm', allowSoftware: false });
    return new AppWorker(client, await makePicture(224));
  }

  /** Puts the weights of a file into a network, in the place of what was loaded. Throws an `Error` where they do not fit. */
  async load(network: NetworkEntry, file: File): Promise<void> {
    const { handle } = await this.#client.call('openWeights', { source: { from: 'file', file, name: file.name } });
    const { match } = await this.#client.call('loadNetwork', { graph: network.build(network.defaults), handle });
    await this.#client.call('closeWeights', { handle });
    if (!match.complete) throw new Error(`${file.name} does not fit ${network.id}`);
    this.#network = network;
  }

  /** A picture through the network that is loaded. Throws an `Error` where it does not run fused. */
  async run(): Promise<void> {
    if (this.#network === undefined) throw new Error('no network is loaded');
    const { defaults, preprocessing } = this.#network;
    const preprocess = { ...preprocessing, resize: Math.min(...defaults.size), crop: defaults.size };
    const { notFused } = await this.#client.call('run', { image: this.#picture, preprocess });
    if (notFused !== undefined) throw new Error(`it does not run fused: ${notFused.rule}`);
  }

  /** Bytes that the fused executor holds. */
  async bytes(): Promise<number> {
    return (await this.#client.call('memory', {})).fused;
  }
}
