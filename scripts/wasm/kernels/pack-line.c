/* A line of packing jobs: the thread that reads weights puts them there, the others take them, and it takes some too. */
#include "pack.h"
#include "wait.h"

/* Mirrors `LINE_FIELDS` in src/runtime/wasm/PackLine.ts. */
typedef struct {
  Job *jobs;
  /* Jobs that are there, and that were taken. */
  int32_t pushed, taken;
  /* Changes when a job is pushed, or when none will be any more. */
  int32_t changes;
  int32_t isEnded;
  /* Changes when a job is done. */
  int32_t done;
  /* Memory from here on was touched. */
  uint32_t touched;
} Line;

/* Bytes that a thread touches before it looks for a job again, and those of the smallest pages that systems deal out. */
#define TOUCH 262144
#define PAGE 4096

static int32_t pack(const Job *job) {
  switch (job->layout) {
  case PACK_PANELS: return packPanels(job);
  case PACK_GROUPS: return packGroups(job);
  case PACK_WINOGRAD: return packWinograd(job);
  default: return packLinear(job);
  }
}

#ifdef __wasm_atomics__
static Job *takeJob(Line *line) {
  int32_t taken = __atomic_load_n(&line->taken, __ATOMIC_RELAXED);
  while (taken < __atomic_load_n(&line->pushed, __ATOMIC_ACQUIRE))
    if (__atomic_compare_exchange_n(&line->taken, &taken, taken + 1, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return line->jobs + taken;
  return 0;
}

static void finish(Line *line, Job *job, int32_t done) {
  __atomic_store_n(&job->done, done, __ATOMIC_RELEASE);
  __atomic_add_fetch(&line->done, 1, __ATOMIC_RELEASE);
  __builtin_wasm_memory_atomic_notify(&line->done, -1);
}
#else
static Job *takeJob(Line *line) { return line->taken < line->pushed ? line->jobs + line->taken++ : 0; }
static void finish(Line *line, Job *job, int32_t done) {
  job->done = done;
  line->done++;
}
#endif

/* Does a job that nobody has taken; whether there was one. */
EXPORT("packNext") int32_t packNext(Line *line) {
  Job *job = takeJob(line);
  if (job) finish(line, job, pack(job) ? 1 : 2);
  return job != 0;
}

#ifdef __wasm_atomics__
/*
 * Writes to every page of the next piece of memory, from the end on, and changes nothing, also where another thread writes at the same time:
 * a system gives a page when it is first written to, which can take longer than to read it from a file. Whether any was left.
 */
static int touchNext(Line *line) {
  uint32_t end = __atomic_load_n(&line->touched, __ATOMIC_RELAXED), from;
  do {
    if (end == 0) return 0;
    from = end > TOUCH ? end - TOUCH : 0;
  } while (!__atomic_compare_exchange_n(&line->touched, &end, from, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  for (uint32_t at = from; at < end; at += PAGE) {
    /* A compiler makes a mere reading of an operation that never changes anything. */
    int32_t zero = 0;
    __atomic_compare_exchange_n((int32_t *)at, &zero, 0, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
  }
  return 1;
}

/* What every other thread does until the end of the line. Without a job it touches memory that nobody has written to yet. */
EXPORT("packAll") void packAll(Line *line) {
  for (;;) {
    const int32_t changes = __atomic_load_n(&line->changes, __ATOMIC_ACQUIRE);
    if (packNext(line) || touchNext(line)) continue;
    if (__atomic_load_n(&line->isEnded, __ATOMIC_ACQUIRE)) return;
    hasChanged(&line->changes, changes, -1);
  }
}
#endif
