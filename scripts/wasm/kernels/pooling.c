/* Pooling: a chunk is one row of outputs, at most 64 channels wide. */
#include "step.h"

#define WIDTH 64

typedef struct {
  int32_t from, to, count;
} Range;

/* The places of one axis that output `index` reads, clipped to the map, and how many it counts. */
static Range rangeOf(const Step *step, int32_t index, int32_t size, int32_t places, int32_t kernel, int32_t stride,
                     int32_t before, int32_t after) {
  if (step->mode == 2) {
    const int32_t from = (index * size) / places, to = divideUp((index + 1) * size, places);
    return (Range){from, to, to - from};
  }
  const int32_t start = index * stride - before;
  const Range range = {maximum(start, 0), minimum(start + kernel, size), 0};
  const int32_t whole = minimum(start + kernel, size + after) - start;
  return (Range){range.from, range.to, step->mode == 1 ? whole : range.to - range.from};
}

static Range rowsOf(const Step *step, int32_t y) {
  return rangeOf(step, y, step->height, step->outHeight, step->kernelHeight, step->strideHeight, step->padTop, step->padBottom);
}

static Range columnsOf(const Step *step, int32_t x) {
  return rangeOf(step, x, step->width, step->outWidth, step->kernelWidth, step->strideWidth, step->padLeft, step->padRight);
}

static void maxOf(const Step *step, int32_t y, int32_t x, int32_t channel, int32_t last, float *out) {
  const int32_t top = y * step->strideHeight - step->padTop, left = x * step->strideWidth - step->padLeft;
  for (; channel < last; channel += channel + 4 <= last ? 4 : 1) {
    const int four = channel + 4 <= last;
    v128_t most = wasm_f32x4_const_splat(-__builtin_inff());
    for (int32_t i = 0; i < step->kernelHeight; i++) {
      const int32_t row = top + i * step->dilationHeight;
      if (row < 0 || row >= step->height) continue;
      for (int32_t j = 0; j < step->kernelWidth; j++) {
        const int32_t column = left + j * step->dilationWidth;
        if (column < 0 || column >= step->width) continue;
        const float *in = step->in.at + row * step->in.row + column * step->in.pixel + channel;
        /* The second operand wins where neither is less, so that NaN is kept. */
        const v128_t value = four ? wasm_v128_load(in) : wasm_v128_load32_splat(in);
        most = wasm_v128_bitselect(most, value, wasm_f32x4_gt(most, value));
      }
    }
    if (four) wasm_v128_store(out + channel, most);
    else out[channel] = wasm_f32x4_extract_lane(most, 0);
  }
}

void maxPool(Step *step) {
  const int32_t groups = divideUp(step->channels, WIDTH);
  for (int32_t chunk = takeChunk(step); chunk < groups * step->outHeight; chunk = takeChunk(step)) {
    const int32_t y = chunk / groups, channel = (chunk % groups) * WIDTH;
    for (int32_t x = 0; x < step->outWidth; x++)
      maxOf(step, y, x, channel, minimum(channel + WIDTH, step->channels),
            step->out.at + y * step->out.row + x * step->out.pixel);
  }
}

static void meanOf(const Step *step, Range rows, Range columns, int32_t channel, int32_t last, float *out) {
  const v128_t count = wasm_f32x4_splat((float)(rows.count * columns.count));
  for (; channel < last; channel += channel + 4 <= last ? 4 : 1) {
    const int four = channel + 4 <= last;
    v128_t sum = wasm_f32x4_const_splat(0);
    for (int32_t row = rows.from; row < rows.to; row++)
      for (int32_t column = columns.from; column < columns.to; column++) {
        const float *in = step->in.at + row * step->in.row + column * step->in.pixel + channel;
        sum = wasm_f32x4_add(sum, four ? wasm_v128_load(in) : wasm_v128_load32_splat(in));
      }
    sum = wasm_f32x4_div(sum, count);
    if (four) wasm_v128_store(out + channel, sum);
    else out[channel] = wasm_f32x4_extract_lane(sum, 0);
  }
}

void avgPool(Step *step) {
  const int32_t groups = divideUp(step->channels, WIDTH);
  for (int32_t chunk = takeChunk(step); chunk < groups * step->outHeight; chunk = takeChunk(step)) {
    const int32_t y = chunk / groups, channel = (chunk % groups) * WIDTH;
    for (int32_t x = 0; x < step->outWidth; x++)
      meanOf(step, rowsOf(step, y), columnsOf(step, x), channel, minimum(channel + WIDTH, step->channels),
             step->out.at + y * step->out.row + x * step->out.pixel);
  }
}
