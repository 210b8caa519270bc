/** The largest number of float16. */
export const MOST_HALF = 65504;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The bits of the float16 that is nearest to a float32, of two that are as near the even one; what rounds beyond `MOST_HALF` is infinity.
 * Source: IEEE 754-2019, § 4.3.1. `Float16Array` does the same, and is not in every browser and not in Node 20.
 */
export function toHalf(value: number): number {
  float[0] = value;
  const all = bits[0] as number;
  const sign = (all >>> 16) & 0x8000;
  const magnitude = all & 0x7fffffff;
  if (magnitude >= 0x47800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (magnitude >= 0x38800000) return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >> 13) & 1)) >> 13);
  // Beneath the smallest normal number halves are steps of 2⁻²⁴, which are those of a float32 from ½ on: the sum is rounded to them.
  float[0] = Math.abs(float[0]) + 0.5;
  return sign | ((bits[0] as number) - 0x3f000000);
}

/** Whether a half, by its bits, is infinite or no number. */
export function isBeyondHalf(half: number): boolean {
  return (half & 0x7c00) === 0x7c00;
}
