/** What the page does for `look.ts`: the app's own worker on WebGPU, asked for what Run and Explore show of layers. */
import { analyze } from '../../src/engine/analyze.ts';
import { stateEntries } from '../../src/engine/state-entries.ts';
import { hashFill } from '../../src/runtime/hash-fill.ts';
import { createWorkerClient } from '../../src/worker/client.ts';
import type { WorkerClient } from '../../src/worker/WorkerClient.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { makePicture } from './picture.ts';

/** A network in the app's worker, whose layers are looked at after a run. */
export interface LookPage {
  /** Loads a network with weights from the hash of their names; gives the ids of its layers in the order of execution. */
  start(network: string, size: number): Promise<readonly string[]>;
  /** Runs a picture and makes every layer, so that nothing is left but to tell of them. */
  run(): Promise<void>;
  /** Milliseconds of telling of each layer in turn: statistics alone, or values with their statistics. */
  tell(what: 'layerStats' | 'activation', ids: readonly string[]): Promise<number>;
}

let client: WorkerClient | undefined;
let side = 0;

/** See `LookPage`. */
export const lookPage: LookPage = {
  async start(network, size) {
    const entry = findNetwork(network);
    if (entry === undefined) throw new Error(`no network is called "${network}"`);
    side = size;
    const analysis = analyze(entry.build({ size: [size, size], classes: entry.defaults.classes }));
    const state = hashFill(analysis);
    const arrays = new Map(
      stateEntries(analysis).map(({ name, shape }) => [name, { shape, data: state.get(name) ?? new Float32Array() }]),
    );
    client = createWorkerClient();
    await client.call('useBackend', { id: 'webgpu', allowSoftware: true });
    const { handle } = await client.call('openWeights', { source: { from: 'arrays', arrays } });
    const { match } = await client.call('loadNetwork', { graph: analysis.graph, handle });
    if (!match.complete) throw new Error(`the weights do not fit ${network}`);
    return analysis.reports.filter(({ node }) => node.role === undefined).map(({ node }) => node.id);
  },
  async run() {
    const preprocess = {
      resize: side,
      crop: [side, side] as const,
      mean: [0.5, 0.5, 0.5] as const,
      std: [0.25, 0.25, 0.25] as const,
    };
    await started().call('run', { image: await makePicture(side), preprocess });
    await started().call('networkRange', {});
  },
  async tell(what, ids) {
    const start = performance.now();
    for (const id of ids) await started().call(what, { id });
    return performance.now() - start;
  },
};

function started(): WorkerClient {
  if (client === undefined) throw new Error('nothing was started');
  return client;
}
