/**
 * Headers of every answer of the server. COOP and COEP make the page cross-origin isolated, which WASM threads need.
 * The policy lets scripts come from the app alone (`wasm-unsafe-eval` compiles WASM, `blob:` workers are WASM threads);
 * `connect-src https:` is for weights that the user asks for.
 */
export function securityHeaders({ dev }: { readonly dev: boolean }): Record<string, string> {
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
    "script-src 'self' 'wasm-unsafe-eval'",
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
