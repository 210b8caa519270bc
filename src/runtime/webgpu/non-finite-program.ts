import { type DeviceProgram, flatProgram } from './device-program.ts';

/** Values that a thread looks at. */
const SPAN = 1024;

/** Whether any of so many values is NaN or infinite: 1 or 0 of each of `[threads]`. Neighbouring threads read neighbouring values. */
export function nonFiniteProgram(size: number): DeviceProgram {
  const threads = Math.ceil(size / SPAN);
  return flatProgram({ name: 'nonFinite', inputs: ['x'], numbers: ['count', 'threads'], code: CODE }, threads, [
    threads,
  ]);
}

// By the bits: a compiler may take it that no such value exists.
const CODE = `
fn main(index : i32) {
  let count = u32(uniforms.count);
  let threads = u32(uniforms.threads);
  let thread = u32(index);
  if (thread >= threads) { return; }
  var found = 0.0;
  for (var at = thread; at < count; at = at + threads) {
    if ((bitcast<u32>(x[at]) & 0x7fffffffu) >= 0x7f800000u) { found = 1.0; }
  }
  result[thread] = found;
}
`;
