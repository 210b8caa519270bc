/** Every rule that the engine can find broken, with the values that its sentence may use. */
export const engineRules = {
  notWhole: ['name', 'value', 'least'],
  kernelTooLarge: ['kernel', 'dilation', 'reach', 'size', 'padded', 'least'],
  notAMap: ['kind', 'shape'],
  groupsDoNotDivide: ['groups', 'channels', 'side'],
  shapesDiffer: ['first', 'second'],
  sizesDiffer: ['first', 'second'],
  inputCount: ['kind', 'found', 'expected'],
  paddingTooLarge: ['padding', 'kernel'],
  emptyOutput: ['output'],
  outputPaddingTooLarge: ['padding', 'limit'],
  badAxis: ['axis', 'shape'],
  shortcutShrinks: ['channels', 'outChannels'],
  unknownInput: ['input'],
  repeatedId: ['id'],
  badInput: ['shape'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of the engine. */
export type EngineRule = keyof typeof engineRules;
