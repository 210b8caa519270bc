/* Filters for winograd.c, transformed in float64 and rounded once. Source: Lavin and Gray, arXiv 1509.09308. */
#include "pack.h"

#define WINDOW 6
#define POINTS 36

/* Inputs whose filters are gathered before they are written: a point's weights lie far from the next point's. */
#define GATHERED 8

/* Three values, `stride` apart, times G = [1/4 0 0; −1/6 −1/6 −1/6; −1/6 1/6 −1/6; 1/24 1/12 1/6; 1/24 −1/12 1/6; 0 0 1]: six, `toStride` apart. */
INLINE void transformFilter(const v128_t *g, const int stride, v128_t *to, const int toStride) {
  const v128_t a = g[0], b = g[stride], c = g[2 * stride];
  const v128_t sixth = wasm_f64x2_const_splat(1.0 / 6), twelfth = wasm_f64x2_const_splat(1.0 / 12);
  const v128_t near = wasm_f64x2_mul(wasm_f64x2_add(a, c), wasm_f64x2_const_splat(-1.0 / 6)), b6 = wasm_f64x2_mul(b, sixth);
  const v128_t far = wasm_f64x2_add(wasm_f64x2_mul(a, wasm_f64x2_const_splat(1.0 / 24)), wasm_f64x2_mul(c, sixth));
  const v128_t b12 = wasm_f64x2_mul(b, twelfth);
  to[0] = wasm_f64x2_mul(a, wasm_f64x2_const_splat(1.0 / 4));
  to[toStride] = wasm_f64x2_sub(near, b6);
  to[2 * toStride] = wasm_f64x2_add(near, b6);
  to[3 * toStride] = wasm_f64x2_add(far, b12);
  to[4 * toStride] = wasm_f64x2_sub(far, b12);
  to[5 * toStride] = c;
}

/* The filters of two outputs, `row` apart, each nine values, as G g Gᵀ: 36 pairs, `GATHERED · PANEL` floats apart. */
INLINE void transformPair(const float *from, int32_t row, v128_t scale, float *to, v128_t *bad) {
  v128_t g[9], half[WINDOW * 3];
#pragma clang loop unroll(full)
  for (int at = 0; at < 9; at++) {
    const v128_t pair = wasm_v128_load32_lane(from + row + at, wasm_v128_load32_zero(from + at), 1);
    *bad = wasm_v128_or(*bad, notFinite(pair));
    g[at] = wasm_f64x2_mul(wasm_f64x2_promote_low_f32x4(pair), scale);
  }
#pragma clang loop unroll(full)
  for (int column = 0; column < 3; column++) transformFilter(g + column, 3, half + column, 3);
#pragma clang loop unroll(full)
  for (int line = 0; line < WINDOW; line++) {
    v128_t points[WINDOW];
    transformFilter(half + 3 * line, 1, points, 1);
#pragma clang loop unroll(full)
    for (int column = 0; column < WINDOW; column++)
      wasm_v128_store64_lane(to + (line * WINDOW + column) * GATHERED * PANEL, wasm_f32x4_demote_f64x2_zero(points[column]), 0);
  }
}

/* G g Gᵀ for F(4×4, 3×3), `[point][out/8][in][8]`. */
int32_t packWinograd(const Job *job) {
  const int32_t inputs = job->inputs, row = inputs * 9;
  const float *from = job->from;
  const double *scale = job->scale;
  float *to = job->to + job->first * inputs;
  v128_t bad = wasm_f32x4_const_splat(0);
  float gathered[POINTS * GATHERED * PANEL];
  for (int32_t output = job->first; output < job->end; output += PANEL, from += PANEL * row, scale += PANEL, to += PANEL * inputs)
    for (int32_t input = 0; input < inputs; input += GATHERED) {
      const int32_t count = minimum(GATHERED, inputs - input);
      for (int32_t one = 0; one < count; one++)
        for (int pair = 0; pair < PANEL; pair += 2)
          transformPair(from + pair * row + (input + one) * 9, row, wasm_v128_load(scale + pair), gathered + one * PANEL + pair, &bad);
      float *out = to + input * PANEL;
      for (int point = 0; point < POINTS; point++, out += job->outputs * inputs)
        for (int32_t at = 0; at < count * PANEL; at += 4)
          wasm_v128_store(out + at, wasm_v128_load(gathered + point * GATHERED * PANEL + at));
    }
  return !wasm_v128_any_true(bad);
}
