import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';

/** Ends tfjs's instance of a backend with all that it holds; the next start makes another. Nothing happens if there is none. */
export function dropBackend(name: string, priority: number): void {
  const factory = findBackendFactory(name);
  if (factory === undefined || factory === null) return;
  removeBackend(name);
  registerBackend(name, factory, priority);
}
