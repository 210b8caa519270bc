import type { Plugin } from 'vite';

/** Folder of the worker's scripts in the build: they have a policy of their own. */
export const WORKER_FOLDER = 'assets/worker';

/** Serves the built app with its security headers. */
export function servedSecurely(): Plugin {
  return {
    name: 'served-securely',
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const isWorker = request.url?.startsWith(`/${WORKER_FOLDER}/`) ?? false;
        for (const [name, value] of Object.entries(securityHeaders({ dev: false, isWorker })))
          response.setHeader(name, value);
        next();
      });
    },
  };
}

/**
 * Headers of every answer of the server. COOP and COEP make the page cross-origin isolated, which WASM threads need.
 * The policy lets scripts come from the app alone (`wasm-unsafe-eval` compiles WASM, `blob:` workers are WASM threads);
 * `connect-src https:` is for weights that the user asks for. tfjs hands its WASM threads their script as a `blob:`, so the worker alone
 * may load such scripts.
 */
export function securityHeaders({
  dev,
  isWorker = false,
}: {
  readonly dev: boolean;
  readonly isWorker?: boolean;
}): Record<string, string> {
  const isolation = {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
  if (dev) return isolation;
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval'${isWorker ? ' blob:' : ''}`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    "connect-src 'self' https: blob: data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { ...isolation, 'Content-Security-Policy': policy };
}
