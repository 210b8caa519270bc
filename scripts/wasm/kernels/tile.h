/* The product that everything rests on: up to six rows by eight columns, kept in twelve registers while it sums over K. */
#pragma once
#include "step.h"

#define ROWS 6
#define COLUMNS 8

#ifdef __wasm_relaxed_simd__
#define MULTIPLY_ADD(a, b, sum) wasm_f32x4_relaxed_madd(a, b, sum)
#else
#define MULTIPLY_ADD(a, b, sum) wasm_f32x4_add(wasm_f32x4_mul(a, b), sum)
#endif

/* sum[r] += Σ over taps and k of rows[r][offset + k] · weights[k][0…7]. `count` is a constant at each call, so that all loops over it unroll. */
INLINE void sumProducts(const int count, const float *const *rows, int32_t taps, const int32_t *offsets, int32_t inner,
                        const float *weights, v128_t sum[ROWS][2]) {
  for (int32_t tap = 0; tap < taps; tap++) {
    const float *at[ROWS];
#pragma clang loop unroll(full)
    for (int r = 0; r < count; r++) at[r] = rows[r] + offsets[tap];
    int32_t k = inner;
    for (; k >= 4; k -= 4) {
#pragma clang loop unroll(full)
      for (int step = 0; step < 4; step++) {
        const v128_t low = wasm_v128_load(weights + step * COLUMNS);
        const v128_t high = wasm_v128_load(weights + step * COLUMNS + 4);
#pragma clang loop unroll(full)
        for (int r = 0; r < count; r++) {
          const v128_t value = wasm_v128_load32_splat(at[r] + step);
          sum[r][0] = MULTIPLY_ADD(value, low, sum[r][0]);
          sum[r][1] = MULTIPLY_ADD(value, high, sum[r][1]);
        }
      }
      weights += 4 * COLUMNS;
#pragma clang loop unroll(full)
      for (int r = 0; r < count; r++) at[r] += 4;
    }
    for (; k > 0; k--) {
      const v128_t low = wasm_v128_load(weights);
      const v128_t high = wasm_v128_load(weights + 4);
      weights += COLUMNS;
#pragma clang loop unroll(full)
      for (int r = 0; r < count; r++) {
        const v128_t value = wasm_v128_load32_splat(at[r]++);
        sum[r][0] = MULTIPLY_ADD(value, low, sum[r][0]);
        sum[r][1] = MULTIPLY_ADD(value, high, sum[r][1]);
      }
    }
  }
}

/* Rows of one of `count` tiles that share `rows` as evenly as they can: a tile of one row would waste the registers. */
static inline int32_t tileStart(int32_t tile, int32_t rows, int32_t count) { return (tile * rows) / count; }
