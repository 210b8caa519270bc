import type { Backend, BackendId } from './Backend.ts';
import { cpu } from './cpu.ts';
import { wasm } from './wasm.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** Every backend, the one to prefer first. Add yours here. */
export const backends: { readonly [Id in BackendId]: Backend } = { webgpu, wasm, webgl, cpu };
