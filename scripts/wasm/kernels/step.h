/* One step of a program: what the page writes into memory and every thread reads. Mirrors `STEP_FIELDS` in src/runtime/wasm/step-fields.ts. */
#pragma once
#include <stdint.h>
#include <wasm_simd128.h>

/* Maps are NHWC without batch. A view is the address of its first value, and the floats from one pixel and one row to the next. */
typedef struct {
  float *at;
  int32_t pixel;
  int32_t row;
} View;

typedef struct {
  int32_t op;
  int32_t relu;
  View in;
  View out;
  /* Added before the ReLU; its address is 0 where there is nothing to add. */
  View residual;
  int32_t height, width, channels;
  int32_t outHeight, outWidth, outChannels;
  int32_t kernelHeight, kernelWidth;
  int32_t strideHeight, strideWidth;
  int32_t padTop, padLeft, padBottom, padRight;
  int32_t dilationHeight, dilationWidth;
  const float *weights;
  const float *bias;
  /* Convolution: the window as `taps` runs of `inner` floats, each at an offset from the window's first value. */
  int32_t taps;
  const int32_t *tapOffsets;
  int32_t inner;
  /* Convolution in groups: the first input channel of each panel of eight outputs; 0 where all read all. */
  const int32_t *panelStarts;
  /* Rows (pixels or tiles) and panels of one chunk of work. */
  int32_t blockRows, blockPanels;
  /* Zeros around the output, which its readers take as padding. */
  int32_t borderTop, borderLeft, borderBottom, borderRight;
  /* Winograd: transformed tiles, one area a thread. */
  float *scratch;
  int32_t scratchFloats;
  /* AvgPool: 0 counts values, 1 counts padding too, 2 is adaptive. */
  int32_t mode;
  /* The next chunk to be taken; zero before a run. */
  int32_t next;
} Step;

enum { CONV, WINOGRAD, WINOGRAD_IN, WINOGRAD_MULTIPLY, WINOGRAD_OUT, MAX_POOL, AVG_POOL, LINEAR, ADD, AFFINE, COPY };

#define EXPORT(name) __attribute__((export_name(name)))
#define INLINE static inline __attribute__((always_inline))

static inline int32_t minimum(int32_t a, int32_t b) { return a < b ? a : b; }
static inline int32_t maximum(int32_t a, int32_t b) { return a > b ? a : b; }
static inline int32_t divideUp(int32_t a, int32_t b) { return (a + b - 1) / b; }

/* The number of a chunk that no thread has taken yet. */
static inline int32_t takeChunk(Step *step) {
#ifdef __wasm_atomics__
  return __atomic_fetch_add(&step->next, 1, __ATOMIC_RELAXED);
#else
  return step->next++;
#endif
}

void convolve(Step *step);
void winograd(Step *step, int32_t thread);
void winogradIn(Step *step);
void winogradMultiply(Step *step);
void winogradOut(Step *step);
void maxPool(Step *step);
void avgPool(Step *step);
void linear(Step *step);
void addMaps(Step *step);
void affine(Step *step);
void copy(Step *step);
