/* What puts weights into the layouts that the kernels read, and the jobs that threads share. Mirrors `JOB_FIELDS` in src/runtime/wasm/pack-job.ts. */
#pragma once
#include "step.h"

/* Outputs of a panel. */
#define PANEL 8

/* Outputs `first` up to `end` of a layer: `from` and `scale` begin at the first of them, `to` is the layer's. */
typedef struct {
  int32_t layout;
  /* Filters `[end − first, inputs, cells]`, and a factor for each output. */
  const float *from;
  const double *scale;
  int32_t first, end, inputs, cells;
  /* Where the layer's weights begin. Linear: where the rows lie, packed or not. */
  float *to;
  /* All outputs of the layer; in groups, those of one. */
  int32_t outputs;
  /* Groups: channels that a panel reads, and from which one on (from 0 where there are no starts). */
  int32_t width;
  const int32_t *starts;
  /* Linear: room for a row. Not used for one cell. */
  float *room;
  /* 0 until it is done, then 1 if all weights are finite, else 2. */
  int32_t done;
} Job;

enum { PACK_PANELS, PACK_GROUPS, PACK_WINOGRAD, PACK_LINEAR };

/* Zero in the lanes of finite values, NaN in the others. */
INLINE v128_t notFinite(v128_t values) { return wasm_f32x4_sub(values, values); }

int32_t packPanels(const Job *job);
int32_t packGroups(const Job *job);
int32_t packWinograd(const Job *job);
int32_t packLinear(const Job *job);
