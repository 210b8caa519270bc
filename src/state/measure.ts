import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Graph } from '../engine/graph.ts';
import { createWorkerClient } from '../worker/client.ts';
import type { BackendId, BackendStatus, MeasureResult, Progress } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { UserError } from './AppState.ts';
import { toUserError } from './user-error.ts';

export type { BackendId, BackendStatus, MeasureResult };

/** What one backend needed, or why it could not be measured. */
export interface Measured {
  readonly backend: BackendStatus;
  readonly result?: MeasureResult;
  readonly error?: UserError;
}

/** Backends of this machine, measured one after another. */
export interface MeasureState {
  /** What the machine has; empty until it is known. */
  readonly backends: readonly BackendStatus[];
  /** The backend that is being measured. */
  readonly current: BackendId | null;
  readonly progress: Progress | null;
  readonly measured: readonly Measured[];
  /** Asks what the machine has. */
  probe(): Promise<void>;
  /** Measures a network on each of these backends, dropping what was measured before. */
  start(graph: Graph, ids: readonly BackendId[]): Promise<void>;
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
      backend: BackendStatus,
      signal: AbortSignal,
    ): Promise<Measured> {
      try {
        const status = await client.call('useBackend', { id: backend.id, allowSoftware: true }, { signal });
        const onProgress = (progress: Progress): void => set({ progress });
        const result = await client.call('measure', { graph }, { signal, onProgress });
        return { backend: status, result };
      } catch (error) {
        signal.throwIfAborted();
        return { backend, error: toUserError(error) };
      }
    }

    return {
      backends: [],
      current: null,
      progress: null,
      measured: [],

      async probe() {
        const client = createClient();
        try {
          const all = await client.call('probe', {});
          set({ backends: all.filter(({ available }) => available) });
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
          for (const backend of get().backends.filter(({ id }) => ids.includes(id))) {
            set({ current: backend.id, progress: null });
            const measured = await measureOne(client, graph, backend, controller.signal);
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
