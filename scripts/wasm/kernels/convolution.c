/* Convolution as an implicit matrix product: rows are output pixels, columns output channels, K the window. Nothing is copied. */
#include "tile.h"

/* Pixels of one chunk at most: their addresses lie on the stack. */
#define MOST_ROWS 256

typedef struct {
  const float *in[MOST_ROWS];
  float *out[MOST_ROWS];
  const float *residual[MOST_ROWS];
} Pixels;

static void locate(const Step *step, int32_t from, int32_t rows, Pixels *pixels) {
  int32_t y = from / step->outWidth, x = from % step->outWidth;
  for (int32_t row = 0; row < rows; row++) {
    pixels->in[row] = step->in.at + (y * step->strideHeight - step->padTop) * step->in.row +
                      (x * step->strideWidth - step->padLeft) * step->in.pixel;
    pixels->out[row] = step->out.at + y * step->out.row + x * step->out.pixel;
    pixels->residual[row] = step->residual.at + y * step->residual.row + x * step->residual.pixel;
    if (++x == step->outWidth) x = 0, y++;
  }
}

/* Residual, ReLU and store of eight values, or of the first `columns` where the channels end. */
INLINE void finish(const Step *step, v128_t low, v128_t high, float *out, const float *residual, int32_t columns) {
  if (columns == COLUMNS) {
    if (step->residual.at) {
      low = wasm_f32x4_add(low, wasm_v128_load(residual));
      high = wasm_f32x4_add(high, wasm_v128_load(residual + 4));
    }
    if (step->relu) {
      low = wasm_f32x4_pmax(wasm_f32x4_const_splat(0), low);
      high = wasm_f32x4_pmax(wasm_f32x4_const_splat(0), high);
    }
    wasm_v128_store(out, low);
    wasm_v128_store(out + 4, high);
    return;
  }
  float values[COLUMNS];
  wasm_v128_store(values, low);
  wasm_v128_store(values + 4, high);
  for (int32_t column = 0; column < columns; column++) {
    float value = values[column] + (step->residual.at ? residual[column] : 0);
    out[column] = step->relu && value < 0 ? 0 : value;
  }
}

INLINE void tile(const int count, const Step *step, const Pixels *pixels, int32_t row, int32_t panel, int32_t start) {
  const int32_t channel = panel * COLUMNS;
  const float *rows[ROWS];
  v128_t sum[ROWS][2];
  const v128_t low = wasm_v128_load(step->bias + channel), high = wasm_v128_load(step->bias + channel + 4);
#pragma clang loop unroll(full)
  for (int r = 0; r < count; r++) {
    rows[r] = pixels->in[row + r] + start;
    sum[r][0] = low;
    sum[r][1] = high;
  }
  sumProducts(count, rows, step->taps, step->tapOffsets, step->inner,
              step->weights + panel * step->taps * step->inner * COLUMNS, sum);
  const int32_t columns = minimum(COLUMNS, step->outChannels - channel);
#pragma clang loop unroll(full)
  for (int r = 0; r < count; r++)
    finish(step, sum[r][0], sum[r][1], pixels->out[row + r] + channel, pixels->residual[row + r] + channel, columns);
}

static void convolveBlock(const Step *step, int32_t from, int32_t rows, int32_t firstPanel, int32_t lastPanel) {
  Pixels pixels;
  locate(step, from, rows, &pixels);
  const int32_t tiles = divideUp(rows, ROWS);
  for (int32_t panel = firstPanel; panel < lastPanel; panel++) {
    const int32_t start = step->panelStarts ? step->panelStarts[panel] : 0;
    for (int32_t index = 0; index < tiles; index++) {
      const int32_t row = tileStart(index, rows, tiles);
      switch (tileStart(index + 1, rows, tiles) - row) {
      case 6: tile(6, step, &pixels, row, panel, start); break;
      case 5: tile(5, step, &pixels, row, panel, start); break;
      case 4: tile(4, step, &pixels, row, panel, start); break;
      case 3: tile(3, step, &pixels, row, panel, start); break;
      case 2: tile(2, step, &pixels, row, panel, start); break;
      default: tile(1, step, &pixels, row, panel, start);
      }
    }
  }
}

void convolve(Step *step) {
  const int32_t rows = step->outHeight * step->outWidth, panels = divideUp(step->outChannels, COLUMNS);
  const int32_t blocks = divideUp(rows, step->blockRows), groups = divideUp(panels, step->blockPanels);
  for (int32_t chunk = takeChunk(step); chunk < blocks * groups; chunk = takeChunk(step)) {
    const int32_t from = (chunk / groups) * step->blockRows, first = (chunk % groups) * step->blockPanels;
    convolveBlock(step, from, minimum(step->blockRows, rows - from), first, minimum(first + step->blockPanels, panels));
  }
}
