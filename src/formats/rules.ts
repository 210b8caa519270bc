/** Every rule that a weights file can break, with the values that its sentence may use. */
export const formatRules = {
  emptyFile: ['file'],
  unknownFormat: ['file', 'beginning'],
  notACheckpoint: ['file', 'kind'],
  cutShort: ['file', 'needed', 'bytes'],
  headerTooLong: ['file', 'length', 'bytes'],
  headerNotJson: ['file'],
  badEntry: ['file', 'name'],
  unknownDtype: ['file', 'name', 'dtype'],
  negativeSize: ['file', 'name', 'shape'],
  pastEnd: ['file', 'name', 'end', 'bytes'],
  overlap: ['file', 'name', 'other'],
  hole: ['file', 'at'],
  sizeDisagrees: ['file', 'name', 'shape', 'expected', 'found'],
  repeatedName: ['file', 'name'],
  badZip: ['file', 'detail'],
  compressed: ['file', 'member'],
  missingMember: ['file', 'member'],
  bigEndian: ['file'],
  oldTar: ['file'],
  forbiddenGlobal: ['file', 'name'],
  forbiddenOpcode: ['file', 'opcode', 'offset'],
  badPickle: ['file', 'detail'],
  tooLarge: ['file', 'what', 'limit'],
  noTensors: ['file'],
  wholeModule: ['file', 'name'],
  badQuantisation: ['file', 'name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Id of a rule of the weights formats. */
export type FormatRule = keyof typeof formatRules;
