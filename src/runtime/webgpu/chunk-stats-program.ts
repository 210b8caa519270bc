import { type DeviceProgram, flatProgram } from './device-program.ts';

/** Cells of one channel that a thread takes. */
export const CHUNK = 256;

/** Numbers that are written for each chunk: least, greatest, mean, squares of what differs from it, zeros, values that float32 does not do. */
export const FIELDS = 6;

/**
 * Statistics of each chunk of each channel of an output that lies as `[1, H, W, C]`, or of a vector `[1, N]` as one channel:
 * `[chunks × channels, FIELDS]`, chunk by chunk. Neighbouring threads read neighbouring channels, which lie together.
 */
export function chunkStatsProgram(channels: number, chunks: number): DeviceProgram {
  return flatProgram(
    { name: 'chunkStats', inputs: ['x'], numbers: ['channels', 'cells', 'chunks'], code: CODE },
    chunks * channels,
    [chunks * channels, FIELDS],
  );
}

// What float32 does not do is told by the bits, since a compiler may take it that no such value exists: NaN and infinity, more than 1e17,
// 256 squares of which are too much, and less than the least normal number, which a device may take for zero. A second loop adds up
// squares about the mean: about any other value, what is left after the mean may be lost.
const CODE = `
fn main(index : i32) {
  let channels = u32(uniforms.channels);
  let cells = u32(uniforms.cells);
  let thread = u32(index);
  if (thread >= channels * u32(uniforms.chunks)) { return; }
  let begin = thread / channels * ${CHUNK}u;
  let end = min(begin + ${CHUNK}u, cells);
  let start = begin * channels + thread % channels;
  let first = x[start];
  var at = start;
  var least = first;
  var most = first;
  var sum = 0.0;
  var zeros = 0u;
  var odd = 0u;
  for (var cell = begin; cell < end; cell = cell + 1u) {
    let value = x[at];
    let magnitude = bitcast<u32>(value) & 0x7fffffffu;
    zeros = zeros + select(0u, 1u, magnitude == 0u);
    odd = odd + select(0u, 1u, magnitude > 0x5bb1a2bcu || magnitude - 1u < 0x007fffffu);
    least = min(least, value);
    most = max(most, value);
    sum = sum + (value - first);
    at = at + channels;
  }
  let mean = first + sum / f32(end - begin);
  var squares = 0.0;
  at = start;
  for (var cell = begin; cell < end; cell = cell + 1u) {
    let difference = x[at] - mean;
    squares = squares + difference * difference;
    at = at + channels;
  }
  let to = thread * ${FIELDS}u;
  result[to] = least;
  result[to + 1u] = most;
  result[to + 2u] = mean;
  result[to + 3u] = squares;
  result[to + 4u] = f32(zeros);
  result[to + 5u] = f32(odd);
}
`;
