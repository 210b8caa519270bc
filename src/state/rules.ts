/** Every error that state itself can leave for the user, with the values of its sentence. */
export const stateRules = {
  unknownNetwork: ['network', 'nearest'],
  noSuchNode: ['node', 'network', 'nearest'],
  badSize: ['size', 'limit'],
  badClasses: ['classes', 'limit'],
  badOption: ['name', 'value', 'allowed'],
  languageFailed: [],
  unexpected: ['message'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of state. */
export type StateRule = keyof typeof stateRules;
