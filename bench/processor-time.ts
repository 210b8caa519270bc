/** Milliseconds of processor time that work takes, in the program and in the system for it: it counts nothing that others do. */
export async function processorTime(work: () => unknown): Promise<number> {
  return (await bothTimes(work)).processor;
}

/** Milliseconds of processor time of all threads, and by the clock. */
export interface Times {
  readonly processor: number;
  readonly clock: number;
}

/** Processor time and time by the clock that work takes. */
export async function bothTimes(work: () => unknown): Promise<Times> {
  const began = performance.now();
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return { processor: (user + system) / 1000, clock: performance.now() - began };
}
