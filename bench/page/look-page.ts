/** What the page does for `look.ts`: the app's own worker on WebGPU, asked for what Run and Explore show of layers. */
import type { Residual } from '../../src/engine/analysis.ts';
import { analyze } from '../../src/engine/analyze.ts';
import { colourTable, paint } from '../../src/engine/colour-map.ts';
import { mapsOf } from '../../src/engine/shape.ts';
import { stateEntries } from '../../src/engine/state-entries.ts';
import { hashFill } from '../../src/runtime/hash-fill.ts';
import { createWorkerClient } from '../../src/worker/client.ts';
import type { WorkerClient } from '../../src/worker/WorkerClient.ts';
import { findNetwork } from '../../src/zoo/index.ts';
import { rowsOfPictures, rowsOfValues } from './cut-rows.ts';
import { makePicture } from './picture.ts';

/** Pictures of a gallery's page, and the pixels that each covers on a screen of one pixel a point, as on Run at 1440 × 900. */
const PAGE = 48;
const ROOM = 82;

const COLOURS = colourTable([33, 102, 172], [247, 247, 240], [178, 24, 43]);

/**
 * What is asked about layers: statistics alone, values with their statistics, or what the gallery shows of each layer and the cut study of each ⊕,
 * from values or as pictures.
 */
export type Question =
  | 'layerStats'
  | 'activation'
  | 'galleryOfValues'
  | 'galleryOfPictures'
  | 'cutsOfValues'
  | 'cutsOfPictures';

/** A network in the app's worker, whose layers are looked at after a run. */
export interface LookPage {
  /** Loads a network with weights from the hash of their names; gives the ids of its layers in the order of execution. */
  start(network: string, size: number): Promise<readonly string[]>;
  /** Runs a picture and makes every layer, so that nothing is left but to tell of them. */
  run(): Promise<void>;
  /** Milliseconds of telling of each layer in turn. */
  tell(what: Question, ids: readonly string[]): Promise<number>;
}

let client: WorkerClient | undefined;
let side = 0;
let residuals: readonly Residual[] = [];

/** See `LookPage`. */
export const lookPage: LookPage = {
  async start(network, size) {
    const entry = findNetwork(network);
    if (entry === undefined) throw new Error(`no network is called "${network}"`);
    side = size;
    const analysis = analyze(entry.build({ size: [size, size], classes: entry.defaults.classes }));
    residuals = analysis.residuals;
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
    for (const id of ids) await tellers[what](id);
    return performance.now() - start;
  },
};

const tellers: { readonly [What in Question]: (id: string) => Promise<unknown> } = {
  layerStats: (id) => started().call('layerStats', { id }),
  activation: (id) => started().call('activation', { id }),
  async galleryOfValues(id) {
    const { shape, data, channels } = await started().call('activation', { id });
    const { rows, columns } = mapsOf(shape);
    for (const channel of strongest(channels)) {
      const image = new ImageData(columns, rows);
      const map = { data, first: channel * rows * columns, stride: 1, rows, columns };
      paint(map, image, limitOf(channels), COLOURS, new Uint32Array(image.data.buffer));
    }
  },
  async galleryOfPictures(id) {
    const { shape, channels } = await started().call('layerStats', { id });
    const { rows, columns } = mapsOf(shape);
    const shown = strongest(channels);
    const limits = shown.map(() => limitOf(channels));
    const most = shape.length === 3 ? ([ROOM, ROOM] as const) : ([1, 1000] as const);
    // As the page asks: the pictures, and the values of the one that is enlarged.
    const [{ height, width, data }, { data: values }] = await Promise.all([
      started().call('pictures', { id, channels: shown, limits, colours: COLOURS, most }),
      started().call('activation', { id, channel: shown[0] ?? 0 }),
    ]);
    const bytes = 4 * height * width;
    for (const place of shown.keys()) new ImageData(data.subarray(place * bytes, (place + 1) * bytes), width, height);
    const image = new ImageData(columns, rows);
    const map = { data: values, first: 0, stride: 1, rows, columns };
    paint(map, image, limitOf(channels), COLOURS, new Uint32Array(image.data.buffer));
  },
  cutsOfValues: (id) => atSum(id, rowsOfValues),
  cutsOfPictures: (id) => atSum(id, rowsOfPictures),
};

async function atSum(
  id: string,
  show: (client: WorkerClient, residual: Residual, colours: typeof COLOURS) => Promise<void>,
): Promise<void> {
  const residual = residuals.find(({ add }) => add === id);
  if (residual !== undefined) await show(started(), residual, COLOURS);
}

type Channels = readonly { readonly min: number; readonly max: number }[];

function strongest(channels: Channels): readonly number[] {
  const keys = channels.map(({ min, max }) => Math.max(Math.abs(min), Math.abs(max)));
  return [...keys.keys()].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0)).slice(0, PAGE);
}

function limitOf(channels: Channels): number {
  return channels.reduce((most, { min, max }) => Math.max(most, Math.abs(min), Math.abs(max)), 0);
}

function started(): WorkerClient {
  if (client === undefined) throw new Error('nothing was started');
  return client;
}
