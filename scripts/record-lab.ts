/**
 * Trains the laboratory's networks over ten seeds and writes what became of them to src/lessons/records/depth.json, which the lesson on
 * skip connections shows. On the WASM backend, as in the page. Usage: npx tsx scripts/record-lab.ts
 */
import '@tensorflow/tfjs-backend-wasm';
import { writeFileSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs-core';
import { recentAccuracy, stepsTo } from '../src/lessons/lab-measure.ts';
import { LAB_CONSTANTS, type LabSettings } from '../src/lessons/lab-settings.ts';
import { DEPTH_RECORD, type RecordedRun } from '../src/lessons/record.ts';
import { LabNetwork } from '../src/runtime/lab/LabNetwork.ts';
import type { LabFrame } from '../src/runtime/lab/LabSpec.ts';

const { settings, depths, shortcuts, seeds, steps, target } = DEPTH_RECORD;

async function train(run: LabSettings): Promise<RecordedRun> {
  const network = new LabNetwork({ ...run, ...LAB_CONSTANTS });
  const frames: LabFrame[] = [];
  while (frames.length < steps && stepsTo(frames.slice(-40), target) === null) frames.push(await network.step());
  network.dispose();
  const { depth, shortcut, seed } = run;
  return {
    depth,
    shortcut,
    seed,
    reached: stepsTo(frames, target),
    accuracy: Number(recentAccuracy(frames).toFixed(4)),
  };
}

await setBackend('wasm');
const runs: RecordedRun[] = [];
for (const depth of depths)
  for (const shortcut of shortcuts)
    for (const seed of seeds) {
      const start = performance.now();
      const run = await train({ ...settings, depth, shortcut, seed });
      runs.push(run);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(
        `${depth} layers, shortcut ${shortcut}, seed ${seed}: ${run.reached ?? 'never'}, ${run.accuracy.toFixed(3)}, ${seconds} s`,
      );
    }
const lines = runs.map((run) => `  ${JSON.stringify(run)}`).join(',\n');
writeFileSync(new URL('../src/lessons/records/depth.json', import.meta.url), `[\n${lines}\n]\n`);
