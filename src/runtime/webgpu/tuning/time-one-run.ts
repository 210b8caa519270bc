/** Milliseconds by which many runs must last longer than one: browsers round the device's clock to a tenth of one. */
const SPAN = 2;

/** Milliseconds of a run that is measured well enough by itself. */
const LONG = 20;

/** Runs in a row that are enough for any clock. */
const MOST_TIMES = 4096;

/**
 * Milliseconds of one run of something that `time` runs so many times in a row: what many runs take longer than one, so that whatever a
 * submission and its end take besides does not count. The first run of all should be over.
 */
export async function timeOneRun(time: (times: number) => Promise<number>): Promise<number> {
  const one = await time(1);
  if (one >= LONG) return one;
  const least = Math.min(one, await time(1));
  for (let times = 4; ; times *= 4) {
    const more = (await time(times)) - least;
    if (more >= SPAN || times >= MOST_TIMES) return Math.max(0, more / (times - 1));
  }
}
