/* Filters and rows in the layouts that the kernels read. Filters are multiplied by their output's factor in float64 and rounded once. */
#include "pack.h"

/* Four floats times four factors, given in pairs. */
INLINE v128_t scaled(v128_t values, v128_t low, v128_t high) {
  const v128_t first = wasm_f64x2_mul(wasm_f64x2_promote_low_f32x4(values), low);
  const v128_t last = wasm_f64x2_mul(wasm_f64x2_promote_low_f32x4(wasm_i64x2_shuffle(values, values, 1, 0)), high);
  return wasm_i64x2_shuffle(wasm_f32x4_demote_f64x2_zero(first), wasm_f32x4_demote_f64x2_zero(last), 0, 2);
}

/* Four outputs of four inputs as four inputs of four outputs, `PANEL` apart. */
INLINE void storeTransposed(const v128_t rows[4], float *to) {
  const v128_t low01 = wasm_i32x4_shuffle(rows[0], rows[1], 0, 4, 1, 5), low23 = wasm_i32x4_shuffle(rows[2], rows[3], 0, 4, 1, 5);
  const v128_t high01 = wasm_i32x4_shuffle(rows[0], rows[1], 2, 6, 3, 7), high23 = wasm_i32x4_shuffle(rows[2], rows[3], 2, 6, 3, 7);
  wasm_v128_store(to, wasm_i64x2_shuffle(low01, low23, 0, 2));
  wasm_v128_store(to + PANEL, wasm_i64x2_shuffle(low01, low23, 1, 3));
  wasm_v128_store(to + 2 * PANEL, wasm_i64x2_shuffle(high01, high23, 0, 2));
  wasm_v128_store(to + 3 * PANEL, wasm_i64x2_shuffle(high01, high23, 1, 3));
}

/* A panel of filters of one position, four inputs at a time; gives how many inputs it has done: all but the last few. */
static int32_t packPoints(const float *from, const double *scale, int32_t inputs, float *to, v128_t *bad) {
  int32_t input = 0;
  for (; input + 4 <= inputs; input += 4)
    for (int half = 0; half < PANEL; half += 4) {
      v128_t rows[4];
#pragma clang loop unroll(full)
      for (int r = 0; r < 4; r++) {
        const v128_t values = wasm_v128_load(from + (half + r) * inputs + input);
        const v128_t factor = wasm_v128_load64_splat(scale + half + r);
        *bad = wasm_v128_or(*bad, notFinite(values));
        rows[r] = scaled(values, factor, factor);
      }
      storeTransposed(rows, to + input * PANEL + half);
    }
  return input;
}

/* Whole panels `[out/8][cells][in][8]`. */
int32_t packPanels(const Job *job) {
  const int32_t inputs = job->inputs, cells = job->cells, row = inputs * cells;
  const float *from = job->from;
  const double *scale = job->scale;
  float *to = job->to + job->first * row;
  v128_t bad = wasm_f32x4_const_splat(0);
  for (int32_t output = job->first; output < job->end; output += PANEL, from += PANEL * row, scale += PANEL, to += PANEL * row)
    for (int32_t input = cells == 1 ? packPoints(from, scale, inputs, to, &bad) : 0; input < inputs; input++)
      for (int32_t cell = 0; cell < cells; cell++) {
        float *out = to + (cell * inputs + input) * PANEL;
#pragma clang loop unroll(full)
        for (int half = 0; half < PANEL; half += 4) {
          const float *at = from + half * row + input * cells + cell;
          const v128_t values = wasm_f32x4_make(at[0], at[row], at[2 * row], at[3 * row]);
          bad = wasm_v128_or(bad, notFinite(values));
          wasm_v128_store(out + half, scaled(values, wasm_v128_load(scale + half), wasm_v128_load(scale + half + 2)));
        }
      }
  return !wasm_v128_any_true(bad);
}

/*
 * Panels `[panel][cells][width][8]` that read `width` channels from `starts[panel]` on. Where a panel's channel is of another group, and
 * beyond the last output, the memory keeps its zeros.
 */
int32_t packGroups(const Job *job) {
  const int32_t inputs = job->inputs, cells = job->cells, width = job->width;
  const float *from = job->from;
  v128_t bad = wasm_f32x4_const_splat(0);
  for (int32_t output = job->first; output < job->end; output++) {
    const int32_t panel = output / PANEL;
    const int32_t start = (output / job->outputs) * inputs - (job->starts ? job->starts[panel] : 0);
    const double factor = job->scale[output - job->first];
    float *out = job->to + (panel * cells * width + start) * PANEL + output % PANEL;
    for (int32_t input = 0; input < inputs; input++)
      for (int32_t cell = 0; cell < cells; cell++, from++) {
        bad = wasm_v128_or(bad, notFinite(wasm_f32x4_splat(*from)));
        out[(cell * width + input) * PANEL] = (float)(*from * factor);
      }
  }
  return !wasm_v128_any_true(bad);
}

/* Rows `[inputs, cells]` of a linear weight as `[cells, inputs]`, where they lie. */
int32_t packLinear(const Job *job) {
  const int32_t inputs = job->inputs, cells = job->cells, length = inputs * cells;
  v128_t bad = wasm_f32x4_const_splat(0);
  for (int32_t output = job->first; output < job->end; output++) {
    float *row = job->to + output * length;
    int32_t at = 0;
    for (; at + 4 <= length; at += 4) bad = wasm_v128_or(bad, notFinite(wasm_v128_load(row + at)));
    for (; at < length; at++) bad = wasm_v128_or(bad, notFinite(wasm_f32x4_splat(row[at])));
    if (cells == 1) continue;
    __builtin_memcpy(job->room, row, length * sizeof(float));
    for (int32_t input = 0; input < inputs; input++)
      for (int32_t cell = 0; cell < cells; cell++) row[cell * inputs + input] = job->room[input * cells + cell];
  }
  return !wasm_v128_any_true(bad);
}
