/* Waiting for another thread. */
#pragma once
#include <stdint.h>

#ifdef __wasm_atomics__
/* Looks at a word this often before a thread goes to sleep: about 50 µs. */
#define PATIENCE 20000

/* Waits for a word to change, for so many nanoseconds at a time or for ever (-1); whether it has. */
static inline int hasChanged(int32_t *word, int32_t value, int64_t timeout) {
  for (int32_t look = 0; look < PATIENCE; look++)
    if (__atomic_load_n(word, __ATOMIC_ACQUIRE) != value) return 1;
  const int32_t timedOut = 2;
  while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value)
    if (__builtin_wasm_memory_atomic_wait32(word, value, timeout) == timedOut) return 0;
  return 1;
}
#endif
