import { app } from './store.ts';

/** Milliseconds after which a new version that has not taken over by itself is fetched by a reload. */
const PATIENCE = 2000;

/**
 * Keeps the app on the device for use without a network, and offers a newer version when one is there.
 *
 * A browser lets the new version wait for as long as the old one has a request under way, minutes if need be. A reload
 * ends those requests, so one follows where the change is slow to come; the address keeps what is shown.
 */
export async function connectUpdates(store: Pick<typeof app, 'setState'> = app): Promise<void> {
  const { registerSW } = await import('virtual:pwa-register');
  const takeNewVersion = registerSW({
    onNeedRefresh: () =>
      store.setState({
        update: () => {
          void takeNewVersion();
          setTimeout(() => location.reload(), PATIENCE);
        },
      }),
  });
}
