import type { WindowSpec } from '../../../engine/layers/LayerSpec.ts';
import type { GpuMap } from '../Dispatch.ts';
import { activated, declare, GROUP, groups, type Input, kept, loaded, place } from './shader.ts';

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
      most = max(most, ${cell(from, 'id.x')});
    }
  }
  y[to] = ${kept('most', to.scalar)};`;
  return mapShader(xOf(from), to, corner(to, window) + body);
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
  return mapShader(xOf(from), to, corner(to, window) + ranges + mean(from, to));
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
  return mapShader(xOf(from), to, ranges + mean(from, to));
}

/** The sum of maps, or one alone. Bindings: the maps, y. */
export function addShader(maps: readonly GpuMap[], to: GpuMap, relu: boolean): MapShader {
  const inputs = maps.map(({ scalar }, index) => [`x${index}`, scalar] as const);
  const sum = maps.map((map, index) => loaded(`x${index}[${place(map, 'id.y', 'id.x')}]`, map.scalar)).join(' + ');
  return mapShader(inputs, to, `  y[to] = ${kept(activated(sum, relu), to.scalar)};`);
}

/** x · factor + addend, channel by channel. Bindings: x, factor, addend, y. */
export function affineShader(from: GpuMap, to: GpuMap, relu: boolean): MapShader {
  const value = `${loaded(`x[${place(from, 'id.y', 'id.x')}]`, from.scalar)} * factor[id.x] + addend[id.x]`;
  const inputs = [...xOf(from), ['factor', 'f32'], ['addend', 'f32']] as const;
  return mapShader(inputs, to, `  y[to] = ${kept(activated(value, relu), to.scalar)};`);
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
    y[to] = ${kept(cell(from, 'u32(vector)'), to.scalar)};
  } else {
    y[to] = ${kept('vec4f()', to.scalar)};
  }`;
  return mapShader(xOf(from), to, body);
}

function xOf({ scalar }: GpuMap): readonly Input[] {
  return [['x', scalar]];
}

/** A vector of x at a row and a column. */
function cell(from: GpuMap, vector: string): string {
  return loaded(`x[${place(from, `u32(row * ${from.width} + column)`, vector)}]`, from.scalar);
}

function mapShader(inputs: readonly Input[], to: GpuMap, body: string): MapShader {
  const places = to.height * to.width;
  const start = `
  if (id.x >= ${to.vectors}u || id.y >= ${places}u) { return; }
  let to = ${place(to, 'id.y', 'id.x')};
`;
  return {
    code: declare(inputs, to.scalar, [GROUP, GROUP], start + body),
    workgroups: [groups(to.vectors, GROUP), groups(places, GROUP)],
  };
}

function corner(to: GpuMap, { stride, padding }: WindowSpec): string {
  return `  let top = i32(id.y / ${to.width}u) * ${stride[0]} - ${padding[0]};
  let left = i32(id.y % ${to.width}u) * ${stride[1]} - ${padding[1]};`;
}

function mean(from: GpuMap, to: GpuMap): string {
  return `
  var sum = vec4f();
  for (var row = rowFrom; row < rowTo; row++) {
    for (var column = columnFrom; column < columnTo; column++) {
      sum += ${cell(from, 'id.x')};
    }
  }
  y[to] = ${kept('sum / f32(rowCount * columnCount)', to.scalar)};`;
}
