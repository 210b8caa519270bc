import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { recentAccuracy, stepsTo } from '../src/lessons/lab-measure.ts';
import { LAB_CONSTANTS } from '../src/lessons/lab-settings.ts';
import { DEPTH_RECORD } from '../src/lessons/record.ts';
import { recordedRuns } from '../src/lessons/recorded-runs.ts';
import { LabNetwork } from '../src/runtime/lab/LabNetwork.ts';
import type { LabFrame } from '../src/runtime/lab/LabSpec.ts';

const { settings, depths, shortcuts, seeds, steps, target } = DEPTH_RECORD;

/** Seeds that learned the task. */
function learned(depth: number, shortcut: string): number {
  return recordedRuns.filter((run) => run.depth === depth && run.shortcut === shortcut && run.reached !== null).length;
}

describe('the record of the laboratory', () => {
  it('holds every run once', () => {
    const wanted = depths.flatMap((depth) =>
      shortcuts.flatMap((shortcut) => seeds.map((seed) => `${depth} ${shortcut} ${seed}`)),
    );
    expect(recordedRuns.map(({ depth, shortcut, seed }) => `${depth} ${shortcut} ${seed}`)).toEqual(wanted);
  });

  it('says what the lesson says: depth 50 needs the shortcut, depth 10 does not', () => {
    expect(learned(50, 'identity')).toBeGreaterThanOrEqual(9);
    expect(learned(50, 'none')).toBeLessThanOrEqual(1);
    expect(learned(10, 'none')).toBeGreaterThanOrEqual(9);
    for (const { reached } of recordedRuns) if (reached !== null) expect(reached).toBeLessThanOrEqual(steps);
  });

  it('is what the laboratory does: one run made again', async () => {
    await setBackend('wasm');
    const recorded = recordedRuns.find(
      ({ depth, shortcut, seed }) => depth === 10 && shortcut === 'identity' && seed === 10,
    );
    const network = new LabNetwork({ ...settings, ...LAB_CONSTANTS, depth: 10, shortcut: 'identity', seed: 10 });
    const frames: LabFrame[] = [];
    while (frames.length < (recorded?.reached ?? 0)) frames.push(await network.step());
    network.dispose();
    expect(stepsTo(frames, target)).toBe(recorded?.reached);
    expect(recentAccuracy(frames)).toBeCloseTo(recorded?.accuracy ?? 0, 4);
  });
});
