/** Where an array is wanted. It is asked when the array is about to be read, and may let its reader wait. */
export type Place = () => Float32Array | Promise<Float32Array>;
