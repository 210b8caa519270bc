import { NOT_FINITE, STEPS } from '../../engine/colour-map.ts';
import { type DeviceProgram, flatProgram } from './device-program.ts';

/**
 * Channels of an output that lies as `[1, H, W, C]`, or a vector `[1, N]`, as pictures `[pictures, height, width]`, a pixel in 32 bits:
 * what `paint` does. Inputs are the output, the channels that are shown, the steps a unit of each, and the colours.
 */
export function picturesProgram(pictures: number, height: number, width: number): DeviceProgram {
  return flatProgram(
    {
      name: 'pictures',
      inputs: ['x', 'shown', 'scales', 'colours'],
      numbers: ['pictures', 'height', 'width', 'channels', 'rows', 'columns'],
      code: CODE,
    },
    pictures * height * width,
    [pictures, height, width],
  );
}

// ((2 pixel + 1) cells) / (2 pixels) of whole numbers, in parts none of which is more than 32 bits hold.
const CODE = `
fn cellAt(pixel : u32, pixels : u32, cells : u32) -> u32 {
  if (pixels == cells) { return pixel; }
  let whole = cells / pixels;
  return pixel * whole + (whole * pixels + (2u * pixel + 1u) * (cells % pixels)) / (2u * pixels);
}

fn main(index : i32) {
  let height = u32(uniforms.height);
  let width = u32(uniforms.width);
  let picture = u32(index) / (height * width);
  if (picture >= u32(uniforms.pictures)) { return; }
  let pixel = u32(index) % (height * width);
  let row = cellAt(pixel / width, height, u32(uniforms.rows));
  let column = cellAt(pixel % width, width, u32(uniforms.columns));
  let cell = row * u32(uniforms.columns) + column;
  let value = x[cell * u32(uniforms.channels) + u32(shown[picture])];
  var colour = ${NOT_FINITE};
  // By the bits: a compiler may take it that no other value exists.
  if ((bitcast<u32>(value) & 0x7fffffffu) < 0x7f800000u) {
    colour = i32(clamp(floor(value * scales[picture] + 0.5), -${STEPS}.0, ${STEPS}.0)) + ${STEPS};
  }
  result[index] = colours[colour];
}
`;
