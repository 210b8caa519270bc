/** Every rule that storing or downloading can break, with the values that its sentence may use. */
export const storeRules = {
  notHttps: ['url'],
  httpStatus: ['url', 'status'],
  network: ['url'],
  sizeMismatch: ['url', 'expected', 'found'],
  digestMismatch: ['url', 'expected', 'found'],
  storageFull: ['bytes', 'free'],
  storageDenied: [],
  notStored: ['key'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of the device's storage and of downloads. */
export type StoreRule = keyof typeof storeRules;
