import type { WindowSpec } from '../../../engine/layers/LayerSpec.ts';
import type { GpuMap } from '../Dispatch.ts';
import { activated, declare, GROUP, groups, place } from './shader.ts';

/** A kernel with its workgroups: one thread for each vector of each pixel of the output. */
interface MapShader {
  readonly code: string;
  readonly workgroups: readonly [number, number];
}

/** The greatest value of each window. Bindings: x, y. */
export function maxPoolShader(from: GpuMap, to: GpuMap, window: WindowSpec): MapShader {
  const body = `
  var most = vec4f(-3.4028234e38);
  for (var i = 0; i < ${window.kernelSize[0]}; i++) {
    let row = top + i * ${window.dilation[0]};
    if (row < 0 || row >= ${from.height}) { continue; }
    for (var j = 0; j < ${window.kernelSize[1]}; j++) {
      let column = left + j * ${window.dilation[1]};
      if (column < 0 || column >= ${from.width}) { continue; }
      most = max(most, x[${place(from, `u32(row * ${from.width} + column)`, 'id.x')}]);
    }
  }
  y[to] = most;`;
  return mapShader(['x'], to, corner(to, window) + body);
}

/** The mean of each window; `countsPadding` as in torch. Bindings: x, y. */
export function avgPoolShader(from: GpuMap, to: GpuMap, window: WindowSpec, countsPadding: boolean): MapShader {
  const [, , padBottom, padRight] = window.padding;
  const range = (axis: string, start: string, size: number, kernel: number, after: number): string => `
  let ${axis}From = max(${start}, 0);
  let ${axis}To = min(${start} + ${kernel}, ${size});
  let ${axis}Count = ${countsPadding ? `min(${start} + ${kernel}, ${size + after}) - ${start}` : `${axis}To - ${axis}From`};`;
  const ranges =
    range('row', 'top', from.height, window.kernelSize[0], padBottom) +
    range('column', 'left', from.width, window.kernelSize[1], padRight);
  return mapShader(['x'], to, corner(to, window) + ranges + mean(from));
}

/** Rows floor(i·H/O) to ceil((i + 1)·H/O), columns alike. Bindings: x, y. */
export function adaptivePoolShader(from: GpuMap, to: GpuMap): MapShader {
  const range = (axis: string, index: string, size: number, places: number): string => `
  let ${axis}From = ${index} * ${size} / ${places};
  let ${axis}To = ((${index} + 1) * ${size} + ${places - 1}) / ${places};
  let ${axis}Count = ${axis}To - ${axis}From;`;
  const ranges =
    range('row', `i32(id.y / ${to.width}u)`, from.height, to.height) +
    range('column', `i32(id.y % ${to.width}u)`, from.width, to.width);
  return mapShader(['x'], to, ranges + mean(from));
}

/** The sum of maps, or one alone. Bindings: the maps, y. */
export function addShader(maps: readonly GpuMap[], to: GpuMap, relu: boolean): MapShader {
  const names = maps.map((_map, index) => `x${index}`);
  const sum = maps.map((map, index) => `x${index}[${place(map, 'id.y', 'id.x')}]`).join(' + ');
  return mapShader(names, to, `  y[to] = ${activated(sum, relu)};`);
}

/** x · factor + addend, channel by channel. Bindings: x, factor, addend, y. */
export function affineShader(from: GpuMap, to: GpuMap, relu: boolean): MapShader {
  const value = `x[${place(from, 'id.y', 'id.x')}] * factor[id.x] + addend[id.x]`;
  return mapShader(['x', 'factor', 'addend'], to, `  y[to] = ${activated(value, relu)};`);
}

/** Every stride-th pixel, moved by padding, with `before` vectors of zeros in front. Bindings: x, y. */
export function copyShader(
  from: GpuMap,
  to: GpuMap,
  {
    stride,
    top,
    left,
    before,
  }: { readonly stride: number; readonly top: number; readonly left: number; readonly before: number },
): MapShader {
  const body = `
  let row = i32(id.y / ${to.width}u) * ${stride} - ${top};
  let column = i32(id.y % ${to.width}u) * ${stride} - ${left};
  let vector = i32(id.x) - ${before};
  if (row >= 0 && row < ${from.height} && column >= 0 && column < ${from.width} && vector >= 0 && vector < ${from.vectors}) {
    y[to] = x[${place(from, `u32(row * ${from.width} + column)`, 'u32(vector)')}];
  } else {
    y[to] = vec4f();
  }`;
  return mapShader(['x'], to, body);
}

function mapShader(inputs: readonly string[], to: GpuMap, body: string): MapShader {
  const places = to.height * to.width;
  const start = `
  if (id.x >= ${to.vectors}u || id.y >= ${places}u) { return; }
  let to = ${place(to, 'id.y', 'id.x')};
`;
  return {
    code: declare(inputs, [GROUP, GROUP], start + body),
    workgroups: [groups(to.vectors, GROUP), groups(places, GROUP)],
  };
}

function corner(to: GpuMap, { stride, padding }: WindowSpec): string {
  return `  let top = i32(id.y / ${to.width}u) * ${stride[0]} - ${padding[0]};
  let left = i32(id.y % ${to.width}u) * ${stride[1]} - ${padding[1]};`;
}

function mean(from: GpuMap): string {
  return `
  var sum = vec4f();
  for (var row = rowFrom; row < rowTo; row++) {
    for (var column = columnFrom; column < columnTo; column++) {
      sum += x[${place(from, `u32(row * ${from.width} + column)`, 'id.x')}];
    }
  }
  y[to] = sum / f32(rowCount * columnCount);`;
}
