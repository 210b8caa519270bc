import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../RuntimeError.ts';
import type { Backend } from './Backend.ts';
import { dropBackend } from './drop-backend.ts';

/** Bytes of textures beyond which disposed ones are deleted instead of being kept for reuse: tfjs would keep them all. */
const SPARE_BYTES = 512 * 2 ** 20;

/** tfjs's own rank of the backend. */
const PRIORITY = 2;

/** WebGL 2 with 32-bit floats, through the umbrella package; a machine that computes in 16 bits is refused. */
export const webgl: Backend = {
  id: 'webgl',
  async probe() {
    const name = rendererName();
    if (name === undefined) return { available: false, detail: '', software: false, reason: 'noWebgl' };
    return { available: true, detail: name, software: /swiftshader|llvmpipe|software/i.test(name) };
  },
  async start(onLost) {
    await import('@tensorflow/tfjs');
    // The caller has asked before a software renderer is used; tfjs would refuse it on its own.
    env().set('SOFTWARE_WEBGL_ENABLED', true);
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', SPARE_BYTES);
    dropBackend('webgl', PRIORITY);
    if (!(await setBackend('webgl')))
      throw new RuntimeError('backendUnavailable', { backend: 'webgl' }, 'the WebGL backend did not start');
    // Not `floatPrecision()`, which answers 16 just where floats of 32 bits can be drawn.
    if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
      throw new RuntimeError('backendUnavailable', { backend: 'webgl' }, 'this WebGL computes in 16 bits');
    const { canvas } = internals().gpgpu.gl;
    canvas.addEventListener('webglcontextlost', () => {
      if (internals().gpgpu?.gl.canvas === canvas) onLost('context lost');
    });
  },
  async settle() {
    await internals().gpgpu.createAndWaitForFence();
  },
  trim: async () => {},
  async stop() {
    dropBackend('webgl', PRIORITY);
  },
};

/** The parts of tfjs's backend that it calls private. */
interface Internals {
  readonly gpgpu: {
    readonly gl: { readonly canvas: EventTarget };
    createAndWaitForFence(): Promise<void>;
  };
}

function internals(): Internals {
  return backend() as unknown as Internals;
}

function rendererName(): string | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (context === null) return undefined;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
