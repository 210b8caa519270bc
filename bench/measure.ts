import type { Page } from 'playwright';
import type { BenchPage } from './page/page.ts';
import type { Contender, DeviceTraffic, Forms, Subject } from './page/protocol.ts';
import { median, relativeDifference } from './statistics.ts';

/** What one contender needed, in milliseconds. */
export interface Measurement {
  readonly contender: Contender;
  readonly load: number;
  /** What one run asks WebGPU to do; `undefined` elsewhere. */
  readonly traffic: DeviceTraffic | undefined;
  /** Forms of its convolutions by class, where it has a choice. */
  readonly forms: Forms;
  /** One a round, in the order of the rounds. */
  readonly runs: readonly number[];
  readonly median: number;
  /** Greatest difference of a logit from the first contender's, relative to the greatest logit. */
  readonly difference: number;
}

/** Runs before the clock counts. */
const WARM_UP = 2;

/** Loads every contender, then runs them in turns, each round beginning with another, so that all meet the same disturbances. */
export async function measure(
  page: Page,
  contenders: readonly Contender[],
  subject: Subject,
  repeats: number,
): Promise<readonly Measurement[]> {
  const loads: Awaited<ReturnType<typeof callLoad>>[] = [];
  const logits: number[][] = [];
  const runs: number[][] = contenders.map(() => []);
  for (const contender of contenders) loads.push(await callLoad(page, contender, subject));
  for (const contender of contenders) logits.push((await callRun(page, contender, true)).logits);
  for (let round = 1 - WARM_UP; round < repeats; round++)
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (turn + round + contenders.length) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      const { milliseconds } = await callRun(page, contender, false);
      if (round >= 0) runs[index]?.push(milliseconds);
    }
  for (const contender of contenders) await callUnload(page, contender);
  return contenders.map((contender, index) => ({
    contender,
    load: loads[index]?.milliseconds ?? Number.NaN,
    traffic: loads[index]?.traffic,
    forms: loads[index]?.forms ?? {},
    runs: runs[index] ?? [],
    median: median(runs[index] ?? []),
    difference: relativeDifference(logits[0] ?? [], logits[index] ?? []),
  }));
}

type WithBench = typeof globalThis & { readonly bench: BenchPage };

function callLoad(page: Page, contender: Contender, subject: Subject): ReturnType<BenchPage['load']> {
  return page.evaluate(([who, what]) => (globalThis as WithBench).bench.load(who, what), [contender, subject] as const);
}

function callRun(page: Page, contender: Contender, logits: boolean): ReturnType<BenchPage['run']> {
  return page.evaluate(([who, wants]) => (globalThis as WithBench).bench.run(who, wants), [contender, logits] as const);
}

function callUnload(page: Page, contender: Contender): Promise<void> {
  return page.evaluate((who) => (globalThis as WithBench).bench.unload(who), contender);
}
