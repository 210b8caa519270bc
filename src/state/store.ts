import { createStore, type StoreApi } from 'zustand/vanilla';
import { createWorkerClient } from '../worker/client.ts';
import type { AppState } from './AppState.ts';
import { createCutSlice } from './cut.ts';
import { createLessonSlice } from './lesson.ts';
import { createNetworkSlice } from './network.ts';
import { createOwnSlice } from './own.ts';
import { createRunSlice } from './run.ts';
import { createUpdateSlice } from './update.ts';
import { createViewSlice } from './view.ts';

/** A store of the whole app, with nothing on the table yet: `connectAddress` opens the first network. Its worker starts when it is first needed. */
export function createApp(createClient = createWorkerClient): StoreApi<AppState> {
  return createStore<AppState>()((...a) => ({
    ...createNetworkSlice(...a),
    ...createViewSlice(...a),
    ...createCutSlice(...a),
    ...createRunSlice(createClient)(...a),
    ...createOwnSlice(...a),
    ...createUpdateSlice(...a),
    ...createLessonSlice(...a),
  }));
}

/** The app of this page. */
export const app = createApp();
