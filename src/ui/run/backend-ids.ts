/** The backends in the order of the list. */
export const backendIds = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
