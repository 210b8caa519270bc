import { expect, test } from 'vitest';
import { chooseFastest, type TimeKernels } from './choose-fastest.ts';

/** A device whose kernels take so many milliseconds; each measurement is stretched by the next of `jitter`. */
function device(
  milliseconds: readonly number[],
  jitter: readonly number[] = [1],
): { time: TimeKernels; asked: number } {
  const clock = {
    asked: 0,
    time: async (places: readonly number[], times: number) => {
      const stretch = jitter[clock.asked++ % jitter.length] ?? 1;
      return places.map((place) => (milliseconds[place] ?? 0) * times * stretch);
    },
  };
  return clock;
}

test('chooseFastest() finds the fastest kernel, wherever it stands', async () => {
  expect(await chooseFastest(3, 10, device([1, 2, 0.4]).time)).toBe(2);
  expect(await chooseFastest(3, 10, device([1, 0.4, 2]).time)).toBe(1);
  expect(await chooseFastest(3, 10, device([0.4, 1, 2]).time)).toBe(0);
});

test('chooseFastest() stays with the usual kernel where another gains next to nothing', async () => {
  expect(await chooseFastest(2, 10, device([1, 0.97]).time)).toBe(0);
});

test('chooseFastest() stays with the usual kernel where two measurements of it differ by more than the gain', async () => {
  expect(await chooseFastest(2, 10, device([1, 0.8], [1, 1, 1, 1.3]).time)).toBe(0);
  expect(await chooseFastest(2, 10, device([1, 0.8], [1, 1, 1, 1.05]).time)).toBe(1);
});

test('chooseFastest() measures nothing more where one run takes too long, or where there is no other kernel', async () => {
  const slow = device([20, 1]);
  expect(await chooseFastest(2, 10, slow.time)).toBe(0);
  expect(slow.asked).toBe(2);
  const alone = device([1]);
  expect(await chooseFastest(1, 10, alone.time)).toBe(0);
  expect(alone.asked).toBe(2);
});
