import { app } from './store.ts';

/** Keeps the app on the device for use without a network, and offers a newer version when one is there. */
export async function connectUpdates(store: Pick<typeof app, 'setState'> = app): Promise<void> {
  const { registerSW } = await import('virtual:pwa-register');
  const takeNewVersion = registerSW({ onNeedRefresh: () => store.setState({ update: () => void takeNewVersion() }) });
}
