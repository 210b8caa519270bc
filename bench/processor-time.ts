/** Milliseconds of processor time that work takes, in the program and in the system for it: it counts nothing that others do. */
export async function processorTime(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
