/** Every rule that a chain can break beside those of the engine, with the values that its sentence may use. */
export const chainRules = {
  expectationDiffers: ['name', 'expected', 'found'],
  tooManyValues: [],
  unreadChain: ['part'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of chains. */
export type ChainRule = keyof typeof chainRules;
