import { hashed } from '../hash.ts';

/** `count` numbers in −1…1 that depend on `name` alone, so that any program can make the same ones. */
export function uniform(name: string, count: number): Float32Array {
  return hashed(name, count, (value) => value);
}
