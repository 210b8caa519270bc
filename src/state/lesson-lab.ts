import { createStore, type StoreApi } from 'zustand/vanilla';
import { LAB_CONSTANTS, type LabSettings } from '../lessons/lab-settings.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { BackendId, LabFrame } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { UserError } from './AppState.ts';
import { toUserError } from './user-error.ts';

export type { LabFrame };

/** How fast the laboratory trains: a step at a time to be watched, a step a picture, or several. */
export type LabSpeed = 'slow' | 'normal' | 'fast';

/** Steps between two pictures, and milliseconds that each picture stays at least. */
const PACE: Readonly<Record<LabSpeed, { readonly steps: number; readonly wait: number }>> = {
  slow: { steps: 1, wait: 400 },
  normal: { steps: 1, wait: 0 },
  fast: { steps: 10, wait: 0 },
};

/** Steps after which training pauses by itself. */
export const MOST_STEPS = 1000;

/** Two networks that differ in nothing but the shortcut, in training. */
export interface LabState {
  /** Of the network with the shortcut; the other one has none. */
  readonly settings: LabSettings | null;
  /** What every step measured: without the shortcut, and with it. */
  readonly plain: readonly LabFrame[];
  readonly residual: readonly LabFrame[];
  /** Gradients before the first step. */
  readonly phase: 'idle' | 'starting' | 'ready' | 'training';
  readonly speed: LabSpeed;
  readonly backend: BackendId;
  readonly error: UserError | null;
  /** Builds both networks anew; a run that is under way ends. */
  start(settings: LabSettings): Promise<void>;
  play(): Promise<void>;
  pause(): void;
  stepOnce(): Promise<void>;
  setSpeed(speed: LabSpeed): void;
  /** Chooses where the networks run, and starts anew. */
  chooseBackend(backend: BackendId): Promise<void>;
  /** Norms of one forward and backward pass before any training, one frame for each of the settings. Rejects if the backend cannot. */
  measure(settings: readonly LabSettings[], signal: AbortSignal): Promise<readonly LabFrame[]>;
}

const AT_FIRST = {
  settings: null,
  plain: [],
  residual: [],
  phase: 'idle',
  speed: 'normal',
  backend: 'wasm',
  error: null,
} as const satisfies Partial<LabState>;

/** The laboratory: each of the two networks has a worker of its own, so that both train at once. They start when first needed. */
export function createLab(createClient: () => WorkerClient): StoreApi<LabState> {
  return createStore<LabState>()((set, get) => {
    let clients: readonly [WorkerClient, WorkerClient] | undefined;
    /** Which start is the latest; whatever belongs to a former one is dropped. */
    let run = 0;

    async function ready(): Promise<readonly [WorkerClient, WorkerClient]> {
      clients ??= [createClient(), createClient()];
      const { backend } = get();
      await Promise.all(
        clients.map((client) => client.call('useBackend', { id: backend, allowSoftware: true, mostThreads: 1 })),
      );
      return clients;
    }

    async function advance(steps: number, ofRun: number): Promise<boolean> {
      if (clients === undefined) return false;
      const [plain, residual] = await Promise.all(clients.map((client) => client.call('labStep', { count: steps })));
      if (ofRun !== run) return false;
      set((state) => ({
        plain: [...state.plain, ...(plain ?? [])],
        residual: [...state.residual, ...(residual ?? [])],
      }));
      return get().plain.length < MOST_STEPS;
    }

    /** Runs work of the present run; its failure becomes the error, unless another run has begun. */
    async function guarded(work: (ofRun: number) => Promise<void>): Promise<void> {
      const mine = run;
      try {
        await work(mine);
      } catch (error) {
        if (mine === run) set({ phase: 'idle', error: toUserError(error) });
      }
    }

    return {
      ...AT_FIRST,

      async start(settings) {
        run += 1;
        set({ settings, plain: [], residual: [], phase: 'starting', error: null });
        await guarded(async (ofRun) => {
          const [first, second] = await ready();
          if (ofRun !== run) return;
          const spec = { ...settings, ...LAB_CONSTANTS };
          await Promise.all([
            first.call('labStart', { spec: { ...spec, shortcut: 'none' } }),
            second.call('labStart', { spec }),
          ]);
          if (ofRun === run) set({ phase: 'ready' });
        });
      },

      async play() {
        if (get().phase !== 'ready') return;
        set({ phase: 'training' });
        await guarded(async (ofRun) => {
          let isGoing = get().plain.length < MOST_STEPS;
          while (isGoing && ofRun === run && get().phase === 'training') {
            const { steps, wait } = PACE[get().speed];
            isGoing = await advance(steps, ofRun);
            await new Promise((resolve) => {
              setTimeout(resolve, wait);
            });
          }
          if (ofRun === run && get().phase === 'training') set({ phase: 'ready' });
        });
      },

      pause: () => {
        if (get().phase === 'training') set({ phase: 'ready' });
      },

      async stepOnce() {
        if (get().phase !== 'ready' || get().plain.length >= MOST_STEPS) return;
        await guarded(async (ofRun) => {
          await advance(1, ofRun);
        });
      },

      setSpeed: (speed) => set({ speed }),

      async chooseBackend(backend) {
        set({ backend });
        const { settings } = get();
        if (settings !== null) await get().start(settings);
      },

      async measure(list, signal) {
        const [client] = await ready();
        const frames: LabFrame[] = [];
        for (const settings of list) {
          signal.throwIfAborted();
          frames.push(await client.call('labStart', { spec: { ...settings, ...LAB_CONSTANTS } }));
        }
        return frames;
      },
    };
  });
}

/** The laboratory of this page. */
export const lab = createLab(createWorkerClient);
