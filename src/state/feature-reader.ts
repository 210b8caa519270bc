import { analysisWith, bodyOf, findHead, type HeadPlaceOf } from '../lessons/transfer-head.ts';
import type { PreprocessSpec, WeightsSource } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { findNetwork } from '../zoo/index.ts';
import { resizeFor } from '../zoo/resize-for.ts';
import { builtIn } from './built-in.ts';
import type { LastWeights } from './RunSlice.ts';

/** A trained network all of whose layers but the last are used, and none is changed. */
export interface FrozenBody {
  readonly id: string;
  readonly network: string;
  readonly source: WeightsSource;
  readonly size: readonly [height: number, width: number];
  /** Of the head that is replaced. */
  readonly classes: number;
  readonly preprocess: PreprocessSpec;
  readonly head: HeadPlaceOf;
}

/** Gives the features of pictures. Holds the network on its worker until another is asked for. */
export interface FeatureReader {
  read(body: FrozenBody, image: Blob, signal: AbortSignal): Promise<Float32Array>;
}

/** The networks that can be frozen: those that come with the app, and the one that was loaded last. */
export function frozenBodies(last: LastWeights | null): readonly FrozenBody[] {
  const own = builtIn.map(({ network, url, classes, ...entry }) => {
    const size = findNetwork(network)?.defaults.size ?? [32, 32];
    const source = { from: 'url', url: new URL(url, document.baseURI).href } as const;
    return toBody(entry.id, { source, network, size, classes });
  });
  const loaded = last === null || last.entry?.kind === 'built-in' ? null : toBody('loaded', last);
  return [...own, loaded].filter((body) => body !== null);
}

/** Reads features on WASM: the body runs without its old head, so what it puts out are the features. */
export function createFeatureReader(client: WorkerClient): FeatureReader {
  let loaded: string | undefined;
  return {
    async read(body, image, signal) {
      const options = { signal };
      if (loaded !== body.id) {
        await client.call('useBackend', { id: 'wasm', allowSoftware: true }, options);
        const { handle } = await client.call('openWeights', { source: body.source }, options);
        const graph = analysisWith(body.network, body.size, body.classes)?.graph;
        if (graph === undefined) throw new Error(`the zoo has no network "${body.network}"`);
        await client.call('loadNetwork', { graph: bodyOf(graph, body.head), handle }, options);
        await client.call('closeWeights', { handle }, options);
        loaded = body.id;
      }
      return (await client.call('run', { image, preprocess: body.preprocess }, options)).logits;
    },
  };
}

function toBody(id: string, { source, network, size, classes, entry }: LastWeights): FrozenBody | null {
  const own = findNetwork(network);
  const analysis = analysisWith(network, size, classes);
  const head = analysis === null ? null : findHead(analysis);
  if (own === undefined || head === null) return null;
  const { resize: ownResize, mean, std } = entry?.preprocessing ?? own.preprocessing;
  const resize = resizeFor({ defaults: own.defaults, preprocessing: { resize: ownResize, mean, std } }, size);
  return { id, network, source, size, classes, preprocess: { resize, crop: size, mean, std }, head };
}
