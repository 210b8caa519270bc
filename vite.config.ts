import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { appManifest } from './scripts/app-manifest.ts';
import { securityHeaders, servedSecurely, WORKER_FOLDER } from './scripts/security-headers.ts';

/**
 * tfjs stringifies the threaded WASM factory into a blob worker. The minifier renames `_scriptDir` outside of it, so the
 * threads would never start; the expression is replaced by what it yields inside a module.
 */
function keepTfjsThreads(): Plugin {
  return {
    name: 'keep-tfjs-threads',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
      return code.replace(/typeof _scriptDir\s*!==\s*"undefined"\s*&&\s*_scriptDir/g, 'false');
    },
  };
}

export default defineConfig({
  plugins: [react(), keepTfjsThreads(), servedSecurely(), VitePWA(appManifest)],
  worker: {
    format: 'es',
    plugins: () => [keepTfjsThreads()],
    rolldownOptions: {
      output: {
        entryFileNames: `${WORKER_FOLDER}/[name]-[hash].js`,
        chunkFileNames: `${WORKER_FOLDER}/[name]-[hash].js`,
      },
    },
  },
  // Nothing becomes a data: address: the policy of security-headers.ts lets fonts and scripts come from files alone.
  build: { target: 'es2023', chunkSizeWarningLimit: 4000, assetsInlineLimit: 0 },
  server: { headers: securityHeaders({ dev: true }) },
  preview: { port: 4173 },
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
