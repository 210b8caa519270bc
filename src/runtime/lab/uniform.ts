/**
 * `count` numbers in −1…1 that depend on `name` alone, so that any program can make the same ones.
 * The hash is FNV-1a of the name and Murmur3's finaliser of the index.
 */
export function uniform(name: string, count: number): Float32Array {
  const start = fnv1a(name);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++)
    values[index] = (2 * mix((start + Math.imul(index, 0x9e3779b9)) >>> 0)) / 2 ** 32 - 1;
  return values;
}

function fnv1a(text: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return hash;
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
