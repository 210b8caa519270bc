import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { securityHeaders } from '../scripts/security-headers.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Builds the page of the bench and serves it cross-origin isolated; gives its address and what ends the server. */
export async function serveBench(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'bench-page-'));
  const shared = { root: join(here, 'page'), configFile: false, logLevel: 'error' } as const;
  await build({
    ...shared,
    worker: { format: 'es' },
    // Not minified: tfjs's threads do not survive it (see vite.config.ts).
    build: { outDir, emptyOutDir: true, target: 'esnext', minify: false, assetsInlineLimit: 0 },
  });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { port: 0, headers: securityHeaders({ dev: true }) },
  });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the server of the bench has no address');
  return {
    url,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
