/** Every rule that the runtime can find broken, with the values that its sentence may use. */
export const runtimeRules = {
  notAPicture: ['name', 'type'],
  pictureTooLarge: ['width', 'height'],
  backendUnavailable: ['backend'],
  softwareAdapter: ['backend'],
  deviceLost: ['backend', 'reason'],
  outOfMemory: ['backend', 'node'],
  missingWeights: ['count', 'first'],
  nothingLoaded: [],
  nothingRun: [],
  unknownNode: ['node'],
  tensorTooLarge: ['node', 'bytes', 'limit'],
  backwardTooLarge: ['network', 'needed', 'limit'],
  unknownHandle: ['handle'],
  stopped: [],
  unexpected: ['message'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of the runtime. */
export type RuntimeRule = keyof typeof runtimeRules;
