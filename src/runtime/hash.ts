/** FNV-1a of a text, 32 bits. */
export function fnv1a(text: string): number {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619) >>> 0;
  return hash;
}

/** Murmur3's finaliser, 32 bits. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `map(s)` of `count` numbers s in −1…1 that depend on `name` alone, computed in float64 and then rounded to float32. */
export function hashed(name: string, count: number, map: (s: number) => number): Float32Array {
  const start = fnv1a(name);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const unit = mix((start + Math.imul(index, 0x9e3779b9)) >>> 0) / 2 ** 32;
    values[index] = map(2 * unit - 1);
  }
  return values;
}
