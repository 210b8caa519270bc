/** Gives the milliseconds of kernels, by their places in the list of candidates, for so many runs of each in a row. */
export type TimeKernels = (places: readonly number[], times: number) => Promise<readonly number[]>;

/** Milliseconds that a measurement should last: browsers round the device's clock to a tenth of one. */
const SPAN = 2;

/** Kernels in a row that are enough for any clock. */
const MOST_TIMES = 100;

/** A candidate that takes so many times as long as the best is not measured again. */
const HOPELESS = 1.5;

/** The least part of its time that a candidate must save, even where measurements agree. */
const LEAST_GAIN = 0.05;

/**
 * The place of the fastest of `count` kernels, the first of which is the one that is used otherwise: it stays if no other gains more than
 * two measurements of the first differ by. Also stays where one run of it takes more than `most` milliseconds.
 */
export async function chooseFastest(count: number, most: number, time: TimeKernels): Promise<number> {
  const all = Array.from({ length: count }, (_unused, place) => place);
  // The first run of a kernel may wait for the driver, and a device that was idle for its clock.
  await time(all, 1);
  const [once = 0] = await time([0], 1);
  if (once > most || count < 2) return 0;
  const times = Math.ceil(Math.min(MOST_TIMES, Math.max(1, SPAN / Math.max(once, SPAN / MOST_TIMES))));
  const first = await time(all, times);
  const limit = Math.min(...first) * HOPELESS;
  const left = all.filter((place) => place === 0 || (first[place] ?? Number.POSITIVE_INFINITY) <= limit);
  // In the other order: what came before a kernel must not decide.
  const order = left.toReversed();
  const second = await time(order, times);
  const best = new Map(left.map((place) => [place, Math.min(first[place] ?? 0, second[order.indexOf(place)] ?? 0)]));
  const usual = best.get(0) ?? 0;
  const noise = Math.abs((first[0] ?? 0) - (second[order.indexOf(0)] ?? 0)) / usual;
  const [winner = 0] = left.toSorted((a, b) => (best.get(a) ?? 0) - (best.get(b) ?? 0));
  return (best.get(winner) ?? 0) < usual * (1 - Math.max(LEAST_GAIN, noise)) ? winner : 0;
}
