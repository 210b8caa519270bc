import type { Fact, Facts } from './facts.ts';
import { count, percent } from './facts.ts';
import { DEPTH_RECORD, type RecordedRun } from './record.ts';
import runs from './records/depth.json' with { type: 'json' };

/** What `scripts/record-lab.ts` measured, on the WASM backend. */
export const recordedRuns = runs as readonly RecordedRun[];

/** The record in numbers: how many seeds learned the task, after how many steps, and how far the best of the others came. */
export function recordFacts(): Facts {
  const [shallow, deep] = DEPTH_RECORD.depths;
  const plain = of(deep, 'none');
  const residual = of(deep, 'identity');
  return {
    shallow: count(shallow),
    deep: count(deep),
    seeds: count(DEPTH_RECORD.seeds.length),
    target: percent(DEPTH_RECORD.target),
    steps: count(DEPTH_RECORD.steps),
    plainLearned: learned(plain),
    plainBest: percent(Math.max(...plain.map(({ accuracy }) => accuracy))),
    residualLearned: learned(residual),
    residualSlowest: count(Math.max(...residual.map(({ reached }) => reached ?? DEPTH_RECORD.steps))),
    shallowLearned: learned(of(shallow, 'none')),
  };
}

function of(depth: number, shortcut: RecordedRun['shortcut']): readonly RecordedRun[] {
  return recordedRuns.filter((run) => run.depth === depth && run.shortcut === shortcut);
}

function learned(list: readonly RecordedRun[]): Fact {
  return count(list.filter(({ reached }) => reached !== null).length);
}
