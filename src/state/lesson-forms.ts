import { createStore, type StoreApi } from 'zustand/vanilla';
import { BLOCK_SIDE, type BlockForm, type BlockSetting, blockGraph } from '../lessons/block-forms.ts';
import { blockWeights, sourceForm } from '../lessons/block-weights.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { BackendId } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { IMAGENET_PREPROCESSING } from '../zoo/presets.ts';
import type { UserError } from './AppState.ts';
import { app } from './store.ts';
import { toUserError } from './user-error.ts';

/** What one form of the block gave. */
export interface FormRun {
  /** Of the fastest of a few passes. */
  readonly milliseconds: number;
  /** Greatest difference of a value from that of the form that owns the weights. */
  readonly difference: number;
}

/** Forms of one block, run with the weights of one. */
export interface FormsState {
  readonly phase: 'idle' | 'working' | 'ready';
  readonly error: UserError | null;
  /** The block that was run, and where. */
  readonly setting: BlockSetting | null;
  readonly backend: BackendId | null;
  /** Fills form by form. */
  readonly runs: ReadonlyMap<BlockForm, FormRun>;
  /** The largest value that the form with the weights puts out. */
  readonly largest: number;
  /** Runs the same picture through each of these forms. */
  run(forms: readonly BlockForm[], setting: BlockSetting): Promise<void>;
  /** Forgets what was run; work that goes on ends without a result. */
  forget(): void;
}

const NOTHING = { error: null, setting: null, backend: null, runs: new Map<BlockForm, FormRun>(), largest: 0 } as const;

/** Passes of each form, of which the fastest is told: the first pays for what a backend sets up once, others for what else goes on. */
const PASSES = 4;

/** Milliseconds of a pass beyond which it is not repeated: a software adapter needs many seconds. */
const PATIENCE = 2000;

/** Where forms run, and the picture they get: the user's own, or one of the samples. */
export interface FormsPlace {
  backend(): Promise<BackendId>;
  picture(): Promise<Blob>;
}

/** The same block in several forms. Its worker starts when first needed; the latest wish counts, former ones end. */
export function createForms(createClient: () => WorkerClient, place: FormsPlace): StoreApi<FormsState> {
  return createStore<FormsState>()((set, get) => {
    let client: WorkerClient | undefined;
    let wish = 0;

    /** A few passes through the block in one form: what it puts out, and how long the fastest took. */
    async function measure(form: BlockForm, setting: BlockSetting, image: Blob): Promise<[Float32Array, number]> {
      if (client === undefined) throw new Error('no worker was started');
      const graph = blockGraph(form, setting);
      const source = { from: 'arrays', arrays: blockWeights(form, setting) } as const;
      const { handle } = await client.call('openWeights', { source });
      await client.call('loadNetwork', { graph, handle });
      await client.call('closeWeights', { handle });
      const { mean, std } = IMAGENET_PREPROCESSING;
      const preprocess = { resize: BLOCK_SIDE, crop: [BLOCK_SIDE, BLOCK_SIDE], mean, std } as const;
      let logits: Float32Array = new Float32Array();
      let fastest = Number.POSITIVE_INFINITY;
      for (let count = 0; count < PASSES && !(fastest > PATIENCE && count > 0); count++) {
        const result = await client.call('run', { image, preprocess });
        logits = result.logits;
        fastest = Math.min(fastest, result.milliseconds);
      }
      return [logits, fastest];
    }

    return {
      ...NOTHING,
      phase: 'idle',

      run: async (forms, setting) => {
        wish += 1;
        const mine = wish;
        set({ ...NOTHING, phase: 'working', setting });
        try {
          const [backend, image] = await Promise.all([place.backend(), place.picture()]);
          client ??= createClient();
          await client.call('useBackend', { id: backend, allowSoftware: true, mostThreads: 1 });
          if (mine === wish) set({ backend });
          const first = forms[0] === undefined ? 'grouped' : sourceForm[forms[0]];
          let whole: Float32Array | undefined;
          for (const form of [first, ...forms.filter((item) => item !== first)]) {
            if (mine !== wish) return;
            const [values, milliseconds] = await measure(form, setting, image);
            whole ??= values;
            const run = { milliseconds, difference: greatestDifference(values, whole) };
            if (mine === wish) set({ runs: new Map(get().runs).set(form, run), largest: largestOf(whole) });
          }
          if (mine === wish) set({ phase: 'ready' });
        } catch (error) {
          if (mine === wish) set({ phase: 'idle', error: toUserError(error) });
        }
      },

      forget: () => {
        wish += 1;
        set({ ...NOTHING, phase: 'idle' });
      },
    };
  });
}

function greatestDifference(first: Float32Array, second: Float32Array): number {
  return first.reduce((most, value, index) => Math.max(most, Math.abs(value - (second[index] ?? Number.NaN))), 0);
}

function largestOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Runs where the user's pictures run, and on the picture that is chosen there, if any. */
const ofTheUser: FormsPlace = {
  async backend() {
    if (app.getState().backend === null) await app.getState().probe();
    return app.getState().backend ?? 'wasm';
  },
  async picture() {
    const { picture } = app.getState();
    if (picture !== null) return picture.blob;
    const response = await fetch('samples/cat.jpg');
    if (!response.ok) throw new Error(`samples/cat.jpg: ${response.status}`);
    return response.blob();
  },
};

/** The block of this page. */
export const forms = createForms(createWorkerClient, ofTheUser);
