/** Milliseconds after which the worker lets messages in between two nodes. */
const BREATH = 24;

/** A function that lets waiting messages in, but not more often than every `BREATH` milliseconds. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH) return;
    await pause(0);
    last = performance.now();
  };
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
