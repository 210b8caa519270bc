import type { HeadFrame, HeadPlace, HeadWeights } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import { createFeatureReader, type FeatureReader } from './feature-reader.ts';
import type { TransferHead, TransferState } from './TransferState.ts';
import { allPictures, toExamples, withoutPicture, withPicture } from './transfer-pictures.ts';
import { toUserError } from './user-error.ts';

/** Steps of gradient descent in one training, and steps between two drawings of the curve. */
const STEPS = 200;
const STRIDE = 10;

/** Milliseconds that each drawing stays at least: the curve is to be watched. */
const PAUSE = 30;

/** The store's two ways in, as zustand gives them. */
export interface Store {
  get(): TransferState;
  set(part: Partial<TransferState>): void;
}

/** What takes time: features are read, a head is trained, applied, written and read, one after another on a worker. */
export class TransferWork {
  readonly #store: Store;
  readonly #createClient: () => WorkerClient;
  #client: WorkerClient | undefined;
  #reader: FeatureReader | undefined;
  #running = new AbortController();
  #reading: Promise<void> | undefined;

  constructor(store: Store, createClient: () => WorkerClient) {
    this.#store = store;
    this.#createClient = createClient;
  }

  /** Reads the features of every picture that lacks them, and judges what is held out. Calls that come meanwhile share the work. */
  readOn(): Promise<void> {
    if (this.#reading !== undefined) return this.#reading;
    const mine = this.guarded(async ({ signal }) => {
      // Pictures may be added while the last are judged.
      do {
        await this.#readAll(signal);
        await this.judge();
      } while (this.#isUnread());
    }).finally(() => {
      if (this.#reading === mine) this.#reading = undefined;
    });
    this.#reading = mine;
    return mine;
  }

  /** Runs work that can be stopped. What fails becomes the error, and what was there stays. */
  async guarded(work: (controller: AbortController) => Promise<void>): Promise<void> {
    const controller = this.#running;
    try {
      await work(controller);
    } catch (error) {
      if (!controller.signal.aborted) this.#store.set({ error: toUserError(error) });
    } finally {
      if (controller === this.#running) this.#store.set({ phase: 'idle', progress: null });
    }
  }

  /** Trains a head on the classes as they stand, from zero; the curve grows as it goes. */
  async descend({ signal }: AbortController): Promise<void> {
    const { get, set } = this.#store;
    const examples = toExamples(get().classes);
    const classes = get().classes.map(({ name }) => name.trim());
    let start: HeadWeights | null = null;
    set({ phase: 'training', frames: [], error: null });
    for (let step = 0; step < STEPS; step += STRIDE) {
      const after: { readonly head: HeadWeights; readonly frames: readonly HeadFrame[] } = await this.#worker().call(
        'headTrain',
        { examples, start, steps: STRIDE },
        { signal },
      );
      start = after.head;
      set({ frames: [...get().frames, ...after.frames], head: { ...after.head, classes } });
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE);
      });
      signal.throwIfAborted();
    }
  }

  /** Asks the head about every picture that is held out. */
  async judge(): Promise<void> {
    const { head, heldOut } = this.#store.get();
    if (head === null) return;
    for (const { id, features } of heldOut) {
      if (features === null) continue;
      const probabilities = [...(await this.#worker().call('headPredict', { head, features }))];
      if (this.#store.get().head === head) this.#store.set(withPicture(this.#store.get(), id, { probabilities }));
    }
  }

  async write({ weight, bias, classes }: TransferHead, { layer, network }: HeadPlace): Promise<Blob> {
    return this.#worker().call('headWrite', { layer, network, classes, weight, bias });
  }

  async read(file: File, place: HeadPlace): Promise<TransferHead> {
    const { classes, weight, bias } = await this.#worker().call('headRead', { file, name: file.name, place });
    return { classes, weight, bias, file: file.name };
  }

  /** Ends what is going on. */
  stop(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.#reading = undefined;
    this.#store.set({ phase: 'idle', progress: null });
  }

  /** Ends the worker, and with it all that it holds. */
  free(): void {
    this.stop();
    this.#client?.close();
    this.#client = undefined;
    this.#reader = undefined;
  }

  #worker(): WorkerClient {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  #isUnread(): boolean {
    const state = this.#store.get();
    return state.body !== null && allPictures(state).some(({ features }) => features === null);
  }

  /** One that turns out to be no picture is taken out again, with its reason. */
  async #readAll(signal: AbortSignal): Promise<void> {
    const { get, set } = this.#store;
    for (;;) {
      const { body } = get();
      const pictures = allPictures(get());
      const next = pictures.find(({ features }) => features === null);
      if (next === undefined || body === null) return;
      const done = pictures.filter(({ features }) => features !== null).length;
      set({ phase: 'reading', progress: { done, total: pictures.length } });
      this.#reader ??= createFeatureReader(this.#worker());
      try {
        const features = await this.#reader.read(body, next.blob, signal);
        signal.throwIfAborted();
        set(withPicture(get(), next.id, { features }));
      } catch (error) {
        const problem = toUserError(error);
        if (signal.aborted || !['notAPicture', 'pictureTooLarge'].includes(problem.rule)) {
          // The worker may be another by now, with nothing loaded.
          this.#reader = undefined;
          throw error;
        }
        set({ ...withoutPicture(get(), next.id), error: problem });
      }
    }
  }
}
