import type { Calls, Pictures } from '../worker/protocol.ts';
import type { AppState } from './AppState.ts';
import { app } from './store.ts';
import { toUserError } from './user-error.ts';

/** Channels of one layer's output in the last run as pictures; `null` where they do not come. */
export function readPictures(wanted: Calls['pictures']['in']): Promise<Pictures | null> {
  return tell((ask) => ask('pictures', wanted));
}

/** The values of one channel of a layer's output in the last run, `[H, W]`, or of a vector all of them; `null` where they do not come. */
export function readChannel(id: string, channel: number): Promise<Float32Array | null> {
  return tell(async (ask) => (await ask('activation', { id, channel })).data);
}

/** What the worker says of the last run; `null` if another one came between, or if it failed, which Run then tells. */
async function tell<Told>(read: (ask: AppState['ask']) => Promise<Told>): Promise<Told | null> {
  const { result, ask } = app.getState();
  try {
    const told = await read(ask);
    return app.getState().result === result ? told : null;
  } catch (error) {
    if (app.getState().result === result) app.setState({ runError: toUserError(error) });
    return null;
  }
}
