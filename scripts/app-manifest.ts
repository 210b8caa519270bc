import type { VitePWAOptions } from 'vite-plugin-pwa';

/** Largest file that is kept for offline use, in bytes; tfjs with its WebGL kernels is 1.1 MB. */
const LARGEST_KEPT = 4 * 2 ** 20;

/**
 * Makes the app installable and keeps page, worker, WASM, samples and built-in weights on the device. A new version waits until
 * the user takes it. Weights that were downloaded lie elsewhere (OPFS) and are not touched.
 */
export const appManifest: Partial<VitePWAOptions> = {
  registerType: 'prompt',
  injectRegister: false,
  includeAssets: ['favicon.svg'],
  manifest: {
    name: 'Shapewalk',
    short_name: 'Shapewalk',
    description: 'Walk through a convolutional network, shape by shape, with your own picture in it.',
    start_url: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    categories: ['education', 'developer'],
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  workbox: {
    globPatterns: ['**/*.{html,js,css,wasm,woff2,svg,png,jpg,json,safetensors}'],
    // Letters of scripts that no language of the app is written in come from the network if a file name should need them.
    globIgnores: ['**/*-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*.woff2'],
    maximumFileSizeToCacheInBytes: LARGEST_KEPT,
    cleanupOutdatedCaches: true,
    // The very first visit is served from the device too, once everything is there: its later parts need no network.
    clientsClaim: true,
  },
};
