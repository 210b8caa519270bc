/** Cells of one channel that a thread takes. */
export const CHUNK = 256;

/** Numbers that are written for each chunk: least, greatest, mean, squares of what differs from it, zeros, values that are not finite. */
export const FIELDS = 6;

/** Threads of a workgroup; they share nothing, which suits software adapters too. */
const THREADS = 64;

/** A program as tfjs's WebGPU backend takes it. */
export interface DeviceProgram {
  readonly variableNames: string[];
  readonly uniforms: string;
  readonly outputShape: number[];
  readonly shaderKey: string;
  readonly dispatchLayout: { readonly x: number[]; readonly y: number[] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number];
  getUserCode(): string;
}

/**
 * Statistics of each chunk of each channel of an output that lies as `[1, H, W, C]`, or of a vector `[1, N]` as one channel:
 * `[chunks × channels, FIELDS]`, chunk by chunk. Neighbouring threads read neighbouring channels, which lie together.
 */
export function chunkStatsProgram(channels: number, chunks: number): DeviceProgram {
  return {
    variableNames: ['x'],
    uniforms: 'channels : i32, cells : i32, chunks : i32,',
    outputShape: [chunks * channels, FIELDS],
    shaderKey: 'chunkStats',
    dispatchLayout: { x: [0], y: [1] },
    dispatch: [Math.ceil((chunks * channels) / THREADS), 1, 1],
    workgroupSize: [THREADS, 1, 1],
    getUserCode: () => CODE,
  };
}

// What is not finite is told by its bits: a compiler may take it that no such value exists. The chunk's first value is taken off before
// squares are added up, so that what is left of them after the mean is not lost.
const CODE = `
fn main() {
  let channels = u32(uniforms.channels);
  let cells = u32(uniforms.cells);
  let thread = globalId.x;
  if (thread >= channels * u32(uniforms.chunks)) { return; }
  let begin = thread / channels * ${CHUNK}u;
  let end = min(begin + ${CHUNK}u, cells);
  var at = begin * channels + thread % channels;
  let first = x[at];
  var least = first;
  var most = first;
  var sum = 0.0;
  var squares = 0.0;
  var zeros = 0u;
  var odd = 0u;
  for (var cell = begin; cell < end; cell = cell + 1u) {
    let value = x[at];
    let magnitude = bitcast<u32>(value) & 0x7fffffffu;
    zeros = zeros + select(0u, 1u, magnitude == 0u);
    odd = odd + select(0u, 1u, magnitude >= 0x7f800000u);
    least = min(least, value);
    most = max(most, value);
    let difference = value - first;
    sum = sum + difference;
    squares = squares + difference * difference;
    at = at + channels;
  }
  let mean = sum / f32(end - begin);
  let to = thread * ${FIELDS}u;
  result[to] = least;
  result[to + 1u] = most;
  result[to + 2u] = first + mean;
  result[to + 3u] = max(squares - sum * mean, 0.0);
  result[to + 4u] = f32(zeros);
  result[to + 5u] = f32(odd);
}
`;
