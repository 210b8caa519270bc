/** Most values on the stack, in the memo, or in one pickle; ResNet-152's state dict needs some 30,000. */
export const MAX_VALUES = 5_000_000;

/** Longest string, in bytes; names of parameters have below 100. */
export const MAX_STRING = 1_000_000;

/** Most values that a view may have beyond those of its storage: one that repeats them (`expand`) is small. */
export const MAX_REPEATS = 1_000_000;
