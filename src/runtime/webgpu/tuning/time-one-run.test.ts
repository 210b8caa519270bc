import { expect, test } from 'vitest';
import { timeOneRun } from './time-one-run.ts';

/** Runs of so many milliseconds each, after a submission that takes its own time; told as a clock of a tenth of a millisecond does. */
function watch(run: number, submission: number): { asked: number[]; time(times: number): Promise<number> } {
  const asked: number[] = [];
  return {
    asked,
    async time(times) {
      asked.push(times);
      return Math.round((submission + times * run) * 10) / 10;
    },
  };
}

test.each([0.003, 0.04, 0.7, 6])('a run of %f ms is found within a tenth, whatever a submission takes', async (run) => {
  for (const submission of [0, 1.5]) {
    const found = await timeOneRun(watch(run, submission).time);
    expect(Math.abs(found - run)).toBeLessThan(run / 10);
  }
});

test('a long run is not run again', async () => {
  const { asked, time } = watch(300, 1);
  expect(await timeOneRun(time)).toBe(301);
  expect(asked).toEqual([1]);
});

test('what takes no time at all is given up', async () => {
  const { asked, time } = watch(0, 1);
  expect(await timeOneRun(time)).toBe(0);
  expect(asked.length).toBeLessThan(10);
});
