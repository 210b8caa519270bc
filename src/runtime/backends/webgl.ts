import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../RuntimeError.ts';
import type { Backend } from './Backend.ts';

/** WebGL 2 with 32-bit floats, through the umbrella package; a machine that computes in 16 bits is refused. */
export const webgl: Backend = {
  id: 'webgl',
  async probe() {
    const name = rendererName();
    if (name === undefined) return { available: false, detail: '', software: false, reason: 'noWebgl' };
    return { available: true, detail: name, software: /swiftshader|llvmpipe|software/i.test(name) };
  },
  async start() {
    await import('@tensorflow/tfjs');
    // The caller has asked before a software renderer is used; tfjs would refuse it on its own.
    env().set('SOFTWARE_WEBGL_ENABLED', true);
    if (!(await setBackend('webgl')))
      throw new RuntimeError('backendUnavailable', { backend: 'webgl' }, 'the WebGL backend did not start');
    if (backend().floatPrecision() !== 32)
      throw new RuntimeError('backendUnavailable', { backend: 'webgl' }, 'this WebGL computes in 16 bits');
  },
  synchronize: async () => {},
  stop: async () => {},
};

function rendererName(): string | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return undefined;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
