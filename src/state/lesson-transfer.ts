import { createStore, type StoreApi } from 'zustand/vanilla';
import { createWorkerClient } from '../worker/client.ts';
import type { HeadPlace } from '../worker/protocol.ts';
import type { WorkerClient } from '../worker/WorkerClient.ts';
import type { FrozenBody } from './feature-reader.ts';
import type { TransferState } from './TransferState.ts';
import { type Store, TransferWork } from './TransferWork.ts';
import {
  allPictures,
  eachPicture,
  findShortfall,
  freshId,
  MOST_CLASSES,
  release,
  toPicture,
  withoutPicture,
} from './transfer-pictures.ts';
import { toUserError } from './user-error.ts';

const NOTHING = {
  classes: [],
  heldOut: [],
  head: null,
  frames: [],
  phase: 'idle',
  progress: null,
  error: null,
  shortfall: null,
} as const satisfies Partial<TransferState>;

/** Transfer learning on the pictures of the learner. Its worker starts when first needed and ends with `leave`. */
export function createTransfer(createClient: () => WorkerClient): StoreApi<TransferState> {
  return createStore<TransferState>()((set, get) => {
    const store = { get, set };
    const work = new TransferWork(store, createClient);
    return { ...NOTHING, body: null, ...pictureActions(store, work), ...headActions(store, work) };
  });
}

type Actions<Name extends keyof TransferState> = Pick<TransferState, Name>;

function pictureActions(
  { get, set }: Store,
  work: TransferWork,
): Actions<'begin' | 'addClass' | 'removeClass' | 'rename' | 'addPictures' | 'removePicture' | 'clear'> {
  return {
    begin: async (load) => {
      set({ phase: 'reading', progress: null, error: null });
      await work.guarded(async () => {
        const { classes, heldOut } = await load();
        get().clear();
        set({
          classes: classes.map(({ name, pictures }) => ({ id: freshId(), name, pictures: pictures.map(toPicture) })),
          heldOut: heldOut.map(toPicture),
        });
      });
      await work.readOn();
    },

    addClass: (name) => {
      const { classes } = get();
      if (classes.length >= MOST_CLASSES) return;
      set({ classes: [...classes, { id: freshId(), name, pictures: [] }], shortfall: null });
    },

    removeClass: (id) => {
      const { classes } = get();
      release(classes.find((item) => item.id === id)?.pictures ?? []);
      set({ classes: classes.filter((item) => item.id !== id), shortfall: null });
    },

    rename: (id, name) =>
      set({ classes: get().classes.map((item) => (item.id === id ? { ...item, name } : item)), shortfall: null }),

    addPictures: (id, offered) => {
      const added = offered.map(toPicture);
      const { classes, heldOut } = get();
      set({
        heldOut: id === null ? [...heldOut, ...added] : heldOut,
        classes: classes.map((item) => (item.id === id ? { ...item, pictures: [...item.pictures, ...added] } : item)),
        shortfall: null,
        error: null,
      });
      return work.readOn();
    },

    removePicture: (id) => set({ ...withoutPicture(get(), id), shortfall: null }),

    clear: () => {
      work.stop();
      release(allPictures(get()));
      set(NOTHING);
    },
  };
}

function headActions(
  { get, set }: Store,
  work: TransferWork,
): Actions<'freeze' | 'train' | 'stop' | 'save' | 'open' | 'leave'> {
  /** Whether training can begin; if not, the learner is told why. */
  const isReady = (): boolean => {
    const shortfall = findShortfall(get().classes);
    set({ shortfall });
    return shortfall === null && get().phase !== 'training';
  };
  return {
    freeze: (body) => {
      if (get().body?.id === body.id) return;
      work.stop();
      const forgotten = eachPicture(get(), () => ({ features: null, probabilities: null }));
      set({ ...forgotten, body, head: null, frames: [], error: null, shortfall: null });
    },

    train: async () => {
      if (!isReady()) return;
      set({ error: null });
      await work.readOn();
      // A picture may have turned out to be none, or the reading was stopped.
      if (!isReady() || allPictures(get()).some(({ features }) => features === null)) return;
      await work.guarded(async (controller) => {
        await work.descend(controller);
        await work.judge();
      });
    },

    stop: () => work.stop(),

    save: async () => {
      const { head, body } = get();
      if (head === null || body === null) return null;
      try {
        return await work.write(head, placeOf(body));
      } catch (error) {
        set({ error: toUserError(error) });
        return null;
      }
    },

    open: async (file) => {
      if (get().phase === 'training') work.stop();
      set({ error: null, shortfall: null });
      await work.readOn();
      await work.guarded(async () => {
        const { body } = get();
        if (body === null) return;
        const head = await work.read(file, placeOf(body));
        set({ ...eachPicture(get(), () => ({ probabilities: null })), head, frames: [] });
        await work.judge();
      });
    },

    leave: () => work.free(),
  };
}

function placeOf({ network, head: { layer, width } }: FrozenBody): HeadPlace {
  return { layer, network, width };
}

/** The head that is trained on this page. */
export const transfer = createTransfer(createWorkerClient);
