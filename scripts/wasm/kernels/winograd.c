/*
 * Winograd's F(4×4, 3×3): a tile of 4×4 outputs from 6×6 inputs by 36 products instead of 144.
 * Source: Lavin and Gray, arXiv 1509.09308, with the points 0, ±1, ±2.
 * One block of tiles at a time: transformed, multiplied (36 matrix products), transformed back, while it lies in the cache.
 */
#include "tile.h"

#define SIDE 4
#define WINDOW 6
#define POINTS 36

static inline int32_t tilesWide(const Step *step) { return divideUp(step->outWidth, SIDE); }
static inline int32_t tilesIn(const Step *step) { return divideUp(step->outHeight, SIDE) * tilesWide(step); }

/* Bᵀd of six vectors, `stride` apart. */
INLINE void transformIn(const v128_t *d, v128_t *to, const int stride) {
  const v128_t two = wasm_f32x4_const_splat(2), four = wasm_f32x4_const_splat(4), five = wasm_f32x4_const_splat(5);
  const v128_t d0 = d[0], d1 = d[stride], d2 = d[2 * stride], d3 = d[3 * stride], d4 = d[4 * stride], d5 = d[5 * stride];
  const v128_t even = wasm_f32x4_sub(d4, wasm_f32x4_mul(four, d2)), odd = wasm_f32x4_sub(d3, wasm_f32x4_mul(four, d1));
  const v128_t near = wasm_f32x4_sub(d4, d2), far = wasm_f32x4_mul(two, wasm_f32x4_sub(d3, d1));
  to[0] = wasm_f32x4_add(wasm_f32x4_sub(wasm_f32x4_mul(four, d0), wasm_f32x4_mul(five, d2)), d4);
  to[stride] = wasm_f32x4_add(even, odd);
  to[2 * stride] = wasm_f32x4_sub(even, odd);
  to[3 * stride] = wasm_f32x4_add(near, far);
  to[4 * stride] = wasm_f32x4_sub(near, far);
  to[5 * stride] = wasm_f32x4_add(wasm_f32x4_sub(wasm_f32x4_mul(four, d1), wasm_f32x4_mul(five, d3)), d5);
}

/* Aᵀm of six vectors, `stride` apart, as four, `toStride` apart. */
INLINE void transformOut(const v128_t *m, v128_t *to, const int stride, const int toStride) {
  const v128_t two = wasm_f32x4_const_splat(2), four = wasm_f32x4_const_splat(4), eight = wasm_f32x4_const_splat(8);
  const v128_t m1 = m[stride], m2 = m[2 * stride], m3 = m[3 * stride], m4 = m[4 * stride];
  const v128_t sum1 = wasm_f32x4_add(m1, m2), difference1 = wasm_f32x4_sub(m1, m2);
  const v128_t sum2 = wasm_f32x4_add(m3, m4), difference2 = wasm_f32x4_sub(m3, m4);
  to[0] = wasm_f32x4_add(wasm_f32x4_add(m[0], sum1), sum2);
  to[toStride] = wasm_f32x4_add(difference1, wasm_f32x4_mul(two, difference2));
  to[2 * toStride] = wasm_f32x4_add(sum1, wasm_f32x4_mul(four, sum2));
  to[3 * toStride] = wasm_f32x4_add(wasm_f32x4_add(difference1, wasm_f32x4_mul(eight, difference2)), m[5 * stride]);
}

/* Tiles `from` to `to` as 36 matrices `[tile][channel]`, `rows` tiles high each, tile `origin` first. */
static void tilesToPoints(const Step *step, int32_t from, int32_t to, int32_t origin, int32_t rows, float *points) {
  const int32_t wide = tilesWide(step), channels = step->channels;
  for (int32_t tile = from; tile < to; tile++) {
    const float *in = step->in.at + ((tile / wide) * SIDE - step->padTop) * step->in.row +
                      ((tile % wide) * SIDE - step->padLeft) * step->in.pixel;
    float *out = points + (tile - origin) * channels;
    for (int32_t channel = 0; channel < channels; channel += 4) {
      v128_t values[POINTS];
      for (int column = 0; column < WINDOW; column++) {
        v128_t line[WINDOW];
#pragma clang loop unroll(full)
        for (int row = 0; row < WINDOW; row++)
          line[row] = wasm_v128_load(in + row * step->in.row + column * step->in.pixel + channel);
        v128_t turned[WINDOW];
        transformIn(line, turned, 1);
#pragma clang loop unroll(full)
        for (int row = 0; row < WINDOW; row++) values[row * WINDOW + column] = turned[row];
      }
      for (int row = 0; row < WINDOW; row++) {
        v128_t turned[WINDOW];
        transformIn(values + row * WINDOW, turned, 1);
#pragma clang loop unroll(full)
        for (int column = 0; column < WINDOW; column++)
          wasm_v128_store(out + (row * WINDOW + column) * rows * channels + channel, turned[column]);
      }
    }
  }
}

INLINE void multiplyTile(const int count, const float *a, int32_t inner, const float *weights, float *out, int32_t columns) {
  static const int32_t none[1] = {0};
  const float *rows[ROWS];
  v128_t sum[ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < count; r++) {
    rows[r] = a + r * inner;
    sum[r][0] = sum[r][1] = wasm_f32x4_const_splat(0);
  }
  sumProducts(count, rows, 1, none, inner, weights, sum);
#pragma clang loop unroll(full)
  for (int r = 0; r < count; r++) {
    wasm_v128_store(out + r * columns, sum[r][0]);
    wasm_v128_store(out + r * columns + 4, sum[r][1]);
  }
}

/* One panel of one of the 36 products. */
static void multiplyPanel(const Step *step, int32_t point, int32_t panel, int32_t rows, const float *points, float *products) {
  const int32_t inner = step->channels, columns = step->outChannels, tiles = divideUp(rows, ROWS);
  const float *weights = step->weights + ((point * (columns / COLUMNS)) + panel) * inner * COLUMNS;
  const float *a = points + point * rows * inner;
  float *out = products + point * rows * columns + panel * COLUMNS;
  for (int32_t index = 0; index < tiles; index++) {
    const int32_t row = tileStart(index, rows, tiles);
    const float *from = a + row * inner;
    float *to = out + row * columns;
    switch (tileStart(index + 1, rows, tiles) - row) {
    case 6: multiplyTile(6, from, inner, weights, to, columns); break;
    case 5: multiplyTile(5, from, inner, weights, to, columns); break;
    case 4: multiplyTile(4, from, inner, weights, to, columns); break;
    case 3: multiplyTile(3, from, inner, weights, to, columns); break;
    case 2: multiplyTile(2, from, inner, weights, to, columns); break;
    default: multiplyTile(1, from, inner, weights, to, columns);
    }
  }
}

static void writeTile(const Step *step, int32_t tile, int32_t channel, const v128_t *values) {
  const int32_t wide = tilesWide(step), top = (tile / wide) * SIDE, left = (tile % wide) * SIDE;
  const int32_t bottom = minimum(SIDE, step->outHeight - top), right = minimum(SIDE, step->outWidth - left);
  const v128_t bias = wasm_v128_load(step->bias + channel);
  for (int32_t row = 0; row < bottom; row++)
    for (int32_t column = 0; column < right; column++) {
      v128_t value = wasm_f32x4_add(values[row * SIDE + column], bias);
      if (step->residual.at)
        value = wasm_f32x4_add(value, wasm_v128_load(step->residual.at + (top + row) * step->residual.row +
                                                     (left + column) * step->residual.pixel + channel));
      if (step->relu) value = wasm_f32x4_pmax(wasm_f32x4_const_splat(0), value);
      wasm_v128_store(step->out.at + (top + row) * step->out.row + (left + column) * step->out.pixel + channel, value);
    }
}

/* The inverse of `tilesToPoints`, with bias, residual and ReLU. */
static void pointsToTiles(const Step *step, int32_t from, int32_t to, int32_t origin, int32_t rows, const float *products) {
  const int32_t columns = step->outChannels;
  for (int32_t tile = from; tile < to; tile++)
    for (int32_t channel = 0; channel < columns; channel += 4) {
      const float *in = products + (tile - origin) * columns + channel;
      v128_t halves[SIDE * WINDOW], values[SIDE * SIDE];
      for (int column = 0; column < WINDOW; column++) {
        v128_t line[WINDOW];
#pragma clang loop unroll(full)
        for (int row = 0; row < WINDOW; row++) line[row] = wasm_v128_load(in + (row * WINDOW + column) * rows * columns);
        transformOut(line, halves + column, 1, WINDOW);
      }
      for (int row = 0; row < SIDE; row++) transformOut(halves + row * WINDOW, values + row * SIDE, 1, 1);
      writeTile(step, tile, channel, values);
    }
}

/* Many tiles: each thread takes whole blocks and has an area of its own. */
void winograd(Step *step, int32_t thread) {
  const int32_t tiles = tilesIn(step), blocks = divideUp(tiles, step->blockRows), panels = step->outChannels / COLUMNS;
  float *points = step->scratch + thread * step->scratchFloats, *products = points + POINTS * step->blockRows * step->channels;
  for (int32_t block = takeChunk(step); block < blocks; block = takeChunk(step)) {
    const int32_t from = block * step->blockRows, to = minimum(from + step->blockRows, tiles), rows = to - from;
    tilesToPoints(step, from, to, from, rows, points);
    for (int32_t point = 0; point < POINTS; point++)
      for (int32_t panel = 0; panel < panels; panel++) multiplyPanel(step, point, panel, rows, points, products);
    pointsToTiles(step, from, to, from, rows, products);
  }
}

/* Few tiles, many channels: the threads share one area and part each of three steps. */
void winogradIn(Step *step) {
  const int32_t tiles = tilesIn(step);
  for (int32_t tile = takeChunk(step); tile < tiles; tile = takeChunk(step))
    tilesToPoints(step, tile, tile + 1, 0, tiles, step->scratch);
}

void winogradMultiply(Step *step) {
  const int32_t tiles = tilesIn(step), panels = step->outChannels / COLUMNS;
  float *products = step->scratch + POINTS * tiles * step->channels;
  for (int32_t point = takeChunk(step); point < POINTS; point = takeChunk(step))
    for (int32_t panel = 0; panel < panels; panel++) multiplyPanel(step, point, panel, tiles, step->scratch, products);
}

void winogradOut(Step *step) {
  const int32_t tiles = tilesIn(step);
  const float *products = step->scratch + POINTS * tiles * step->channels;
  for (int32_t tile = takeChunk(step); tile < tiles; tile = takeChunk(step))
    pointsToTiles(step, tile, tile + 1, 0, tiles, products);
}
