/* Runs a program: every thread walks through all steps, takes chunks of each, and waits for the others before the next. */
#include "step.h"
#include "wait.h"

typedef struct {
  /* How many threads have arrived at the barrier, and how often it has opened. */
  int32_t arrived, opened;
  /* Changes when a program is to be run, or when the threads are to leave. */
  int32_t order;
  /* The program; none when the threads are to leave. */
  Step *steps;
  int32_t from, to, threads;
} Crew;

/* Nanoseconds that a thread sleeps for the next program before it gives way to the worker that it lives in. */
#define NAP 100000000

/* What a thread that leaves says instead of the orders that it has followed. */
#define LEFT -1

#ifdef __wasm_atomics__
static void meet(Crew *crew) {
  if (crew->threads == 1) return;
  const int32_t opened = __atomic_load_n(&crew->opened, __ATOMIC_ACQUIRE);
  if (__atomic_add_fetch(&crew->arrived, 1, __ATOMIC_ACQ_REL) < crew->threads) {
    hasChanged(&crew->opened, opened, -1);
    return;
  }
  __atomic_store_n(&crew->arrived, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&crew->opened, opened + 1, __ATOMIC_RELEASE);
  __builtin_wasm_memory_atomic_notify(&crew->opened, -1);
}
#else
static void meet(Crew *crew) { (void)crew; }
#endif

/* Zeros around the output: its memory held another map before. Rows are dealt out to the threads. */
static void clearBorder(const Step *step, int32_t thread, int32_t threads) {
  const int32_t left = step->borderLeft, right = step->borderRight, top = step->borderTop;
  if (!left && !right && !top && !step->borderBottom) return;
  const int32_t channels = step->outChannels;
  for (int32_t y = thread - top; y < step->outHeight + step->borderBottom; y += threads) {
    const int inside = y >= 0 && y < step->outHeight;
    for (int32_t x = -left; x < step->outWidth + right; x++) {
      if (inside && x == 0) x = step->outWidth;
      if (x >= step->outWidth + right) break;
      float *out = step->out.at + y * step->out.row + x * step->out.pixel;
      for (int32_t channel = 0; channel < channels; channel++) out[channel] = 0;
    }
  }
}

static void runStep(Step *step, int32_t thread, int32_t threads) {
  clearBorder(step, thread, threads);
  switch (step->op) {
  case CONV: convolve(step); break;
  case WINOGRAD: winograd(step, thread); break;
  case WINOGRAD_IN: winogradIn(step); break;
  case WINOGRAD_MULTIPLY: winogradMultiply(step); break;
  case WINOGRAD_OUT: winogradOut(step); break;
  case MAX_POOL: maxPool(step); break;
  case AVG_POOL: avgPool(step); break;
  case LINEAR: linear(step); break;
  case ADD: addMaps(step); break;
  case AFFINE: affine(step); break;
  default: copy(step);
  }
}

#ifdef __wasm_atomics__
static void giveOrder(Crew *crew) {
  __atomic_add_fetch(&crew->order, 1, __ATOMIC_RELEASE);
  __builtin_wasm_memory_atomic_notify(&crew->order, -1);
}
#else
static void giveOrder(Crew *crew) { (void)crew; }
#endif

static void runProgram(Crew *crew, int32_t thread) {
  const int32_t to = crew->to;
  Step *steps = crew->steps;
  for (int32_t index = crew->from; index < to; index++) {
    runStep(steps + index, thread, crew->threads);
    meet(crew);
  }
}

/* The steps `from` to `to`, together with the threads that serve. */
EXPORT("run") void run(Crew *crew, Step *steps, int32_t from, int32_t to) {
  for (int32_t index = from; index < to; index++) steps[index].next = 0;
  crew->steps = steps;
  crew->from = from;
  crew->to = to;
  if (crew->threads > 1) giveOrder(crew);
  runProgram(crew, 0);
}

#ifdef __wasm_atomics__
/* What every other thread does, after so many orders: runs programs as long as they come. Gives the orders that it has followed, or LEFT. */
EXPORT("serve") int32_t serve(Crew *crew, int32_t thread, int32_t order) {
  while (hasChanged(&crew->order, order, NAP)) {
    if (!crew->steps) return LEFT;
    order++;
    runProgram(crew, thread);
  }
  return order;
}

/* Sends the threads away after the last program: when all have left, nobody but the caller looks at this memory. */
EXPORT("dismiss") void dismiss(Crew *crew) {
  crew->steps = 0;
  giveOrder(crew);
}
#endif
