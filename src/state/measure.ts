import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Graph } from '../engine/graph.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { BackendId, BackendStatus, MeasureResult, Progress } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { UserError } from './AppState.ts';
import { toUserError } from './user-error.ts';

export type { BackendStatus, MeasureResult };

/** A backend, or a backend in half precision. */
export type ContenderId = BackendId | `${BackendId}-half`;

/** One of those that are measured. */
export interface Contender {
  readonly id: ContenderId;
  readonly backend: BackendStatus;
  readonly half: boolean;
  /** Not in half precision on an adapter without it. */
  readonly isAble: boolean;
}

/** What one contender needed, or why it could not be measured. */
export interface Measured {
  readonly contender: Contender;
  readonly result?: MeasureResult;
  readonly error?: UserError;
}

/** Backends of this machine, measured one after another. */
export interface MeasureState {
  /** Who can be measured on this machine, and who cannot for want of half precision; empty until it is known. */
  readonly contenders: readonly Contender[];
  /** The one that is being measured. */
  readonly current: Contender | null;
  readonly progress: Progress | null;
  readonly measured: readonly Measured[];
  /** Asks what the machine has. */
  probe(): Promise<void>;
  /** Measures a network with each of these contenders, dropping what was measured before. */
  start(graph: Graph, ids: readonly ContenderId[]): Promise<void>;
  /** Ends the measurement; what is measured stays. */
  cancel(): void;
}

/** Measurements in a worker of their own, which ends with them: the network that the page runs stays where it is. */
export function createMeasure(createClient: () => WorkerClient = createWorkerClient): StoreApi<MeasureState> {
  return createStore<MeasureState>()((set, get) => {
    let underway: AbortController | undefined;

    async function measureOne(
      client: WorkerClient,
      graph: Graph,
      contender: Contender,
      signal: AbortSignal,
    ): Promise<Measured> {
      const { backend, half } = contender;
      try {
        const status = await client.call('useBackend', { id: backend.id, allowSoftware: true }, { signal });
        const onProgress = (progress: Progress): void => set({ progress });
        const result = await client.call('measure', { graph, half }, { signal, onProgress });
        return { contender: { ...contender, backend: status }, result };
      } catch (error) {
        signal.throwIfAborted();
        return { contender, error: toUserError(error) };
      }
    }

    return {
      contenders: [],
      current: null,
      progress: null,
      measured: [],

      async probe() {
        const client = createClient();
        try {
          const all = await client.call('probe', {});
          set({ contenders: all.filter(({ available }) => available).flatMap(contendersOf) });
        } finally {
          client.close();
        }
      },

      async start(graph, ids) {
        underway?.abort();
        const controller = new AbortController();
        underway = controller;
        const client = createClient();
        set({ measured: [] });
        try {
          for (const contender of get().contenders.filter(({ id, isAble }) => isAble && ids.includes(id))) {
            set({ current: contender, progress: null });
            const measured = await measureOne(client, graph, contender, controller.signal);
            if (underway !== controller) return;
            set({ measured: [...get().measured, measured] });
          }
        } catch (error) {
          if (!controller.signal.aborted) throw error;
        } finally {
          client.close();
          if (underway === controller) set({ current: null, progress: null });
        }
      },

      cancel: () => underway?.abort(),
    };
  });
}

/** A backend, and beside it the same in half precision where there is such a thing. */
function contendersOf(backend: BackendStatus): readonly Contender[] {
  const full: Contender = { id: backend.id, backend, half: false, isAble: true };
  if (backend.half === undefined) return [full];
  return [full, { id: `${backend.id}-half`, backend, half: true, isAble: backend.half }];
}
