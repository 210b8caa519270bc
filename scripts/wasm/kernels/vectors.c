/* Linear layers and what acts on each value on its own. */
#include "tile.h"

/* Outputs of one chunk of a linear layer. */
#define OUTPUTS 16

static float sumOf(v128_t value) {
  return (wasm_f32x4_extract_lane(value, 0) + wasm_f32x4_extract_lane(value, 1)) +
         (wasm_f32x4_extract_lane(value, 2) + wasm_f32x4_extract_lane(value, 3));
}

/* Four rows of the weight at once against the vector: each value of it is read once for four. */
static void dotFour(const float *x, const float *const *weights, int32_t count, float *out) {
  v128_t sum[4][2];
  for (int r = 0; r < 4; r++) sum[r][0] = sum[r][1] = wasm_f32x4_const_splat(0);
  int32_t k = 0;
  for (; k + 8 <= count; k += 8) {
    const v128_t low = wasm_v128_load(x + k), high = wasm_v128_load(x + k + 4);
#pragma clang loop unroll(full)
    for (int r = 0; r < 4; r++) {
      sum[r][0] = MULTIPLY_ADD(low, wasm_v128_load(weights[r] + k), sum[r][0]);
      sum[r][1] = MULTIPLY_ADD(high, wasm_v128_load(weights[r] + k + 4), sum[r][1]);
    }
  }
  for (int r = 0; r < 4; r++) {
    out[r] = sumOf(wasm_f32x4_add(sum[r][0], sum[r][1]));
    for (int32_t rest = k; rest < count; rest++) out[r] += x[rest] * weights[r][rest];
  }
}

void linear(Step *step) {
  const int32_t inputs = step->channels, outputs = step->outChannels, chunks = divideUp(outputs, OUTPUTS);
  for (int32_t chunk = takeChunk(step); chunk < chunks; chunk = takeChunk(step)) {
    const int32_t last = minimum((chunk + 1) * OUTPUTS, outputs);
    for (int32_t output = chunk * OUTPUTS; output < last; output += 4) {
      const float *weights[4];
      float sums[4];
      for (int r = 0; r < 4; r++) weights[r] = step->weights + minimum(output + r, outputs - 1) * inputs;
      dotFour(step->in.at, weights, inputs, sums);
      for (int r = 0; r < 4 && output + r < last; r++) {
        const float value = sums[r] + step->bias[output + r];
        step->out.at[output + r] = step->relu && value < 0 ? 0 : value;
      }
    }
  }
}

/* in + residual, or in alone */
void addMaps(Step *step) {
  for (int32_t y = takeChunk(step); y < step->outHeight; y = takeChunk(step))
    for (int32_t x = 0; x < step->outWidth; x++) {
      const float *a = step->in.at + y * step->in.row + x * step->in.pixel;
      const float *b = step->residual.at + y * step->residual.row + x * step->residual.pixel;
      float *out = step->out.at + y * step->out.row + x * step->out.pixel;
      for (int32_t channel = 0; channel < step->outChannels; channel++) {
        const float value = a[channel] + (step->residual.at ? b[channel] : 0);
        out[channel] = step->relu && value < 0 ? 0 : value;
      }
    }
}

/* in · weights + bias, channel by channel */
void affine(Step *step) {
  for (int32_t y = takeChunk(step); y < step->outHeight; y = takeChunk(step))
    for (int32_t x = 0; x < step->outWidth; x++) {
      const float *in = step->in.at + y * step->in.row + x * step->in.pixel;
      float *out = step->out.at + y * step->out.row + x * step->out.pixel;
      for (int32_t channel = 0; channel < step->outChannels; channel++) {
        const float value = in[channel] * step->weights[channel] + step->bias[channel];
        out[channel] = step->relu && value < 0 ? 0 : value;
      }
    }
}

/* Every stride-th pixel, moved by the padding; zeros around it, before channel `mode` and after the last one of the input. */
void copy(Step *step) {
  for (int32_t y = takeChunk(step); y < step->outHeight; y = takeChunk(step))
    for (int32_t x = 0; x < step->outWidth; x++) {
      const int32_t row = y * step->strideHeight - step->padTop, column = x * step->strideWidth - step->padLeft;
      const int inside = row >= 0 && row < step->height && column >= 0 && column < step->width;
      const float *in = step->in.at + row * step->in.row + column * step->in.pixel - step->mode;
      float *out = step->out.at + y * step->out.row + x * step->out.pixel;
      for (int32_t channel = 0; channel < step->outChannels; channel++)
        out[channel] = inside && channel >= step->mode && channel < step->mode + step->channels ? in[channel] : 0;
    }
}
