/**
 * `npm run bench`: our executors and onnxruntime-web side by side in Chromium, on the same weights and the same input.
 * Options: `--networks a,b`, `--size 224`, `--repeats 7`, `--threads 1,2`, `--faithful no`, `--on webgpu` (Chromium's software adapter;
 * default `wasm`), `--measured no` (without the kernels that a long measurement chooses), `--half yes` (with half precision beside float32, all on
 * the best adapter there is, which must have `shader-f16`), `--out FILE` (default: print only).
 */
import { writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { choice, parseArguments, runCommand, wholeNumber } from '../src/cli/arguments.ts';
import { browserArguments, findBrowser } from '../src/cli/find-browser.ts';
import { UsageError } from '../src/cli/usage-error.ts';
import { measure } from './measure.ts';
import type { Contender } from './page/protocol.ts';
import { type Pair, type Row, report } from './report.ts';
import { requireHalf } from './require-half.ts';
import { serveBench } from './serve.ts';

/** Ours on WebGPU: kernels as their shapes suggest, and as a measurement without haste has chosen them. */
const BY_RULE: Contender = { engine: 'webgpu', threads: 1 };
const MEASURED: Contender = { engine: 'webgpu-measured', threads: 1 };

/** As by rule, with weights and maps in float16. */
const HALF: Contender = { engine: 'webgpu-half', threads: 1 };

const NETWORKS = 'alexnet,vgg16,googlenet,resnet18,resnet50,resnext50_32x4d';

await runCommand('bench', async (words) => {
  const { options } = parseArguments(words, [
    'networks',
    'size',
    'repeats',
    'threads',
    'faithful',
    'on',
    'measured',
    'half',
    'out',
  ]);
  const repeats = wholeNumber(options, 'repeats', 7);
  const size = wholeNumber(options, 'size', 224);
  const on = choice(options, 'on', ['wasm', 'webgpu'] as const, 'wasm');
  const half = choice(options, 'half', ['yes', 'no'] as const, 'no') === 'yes';
  if (half && on === 'wasm') throw new UsageError('--half yes is for WebGPU; add --on webgpu');
  const threads = (options.get('threads') ?? '1,2').split(',').map(Number);
  const pairs: readonly Pair[] =
    on === 'webgpu'
      ? [
          { theirs: { engine: 'ort-webgpu', threads: 1 }, ours: BY_RULE },
          ...(choice(options, 'measured', ['yes', 'no'] as const, 'yes') === 'yes'
            ? [{ theirs: BY_RULE, ours: MEASURED }]
            : []),
          ...(half ? [{ theirs: BY_RULE, ours: HALF }] : []),
        ]
      : threads.map((count) => ({
          theirs: { engine: 'ort', threads: count },
          ours: { engine: 'fused', threads: count },
        }));
  const contenders: Contender[] = [...new Set(pairs.flatMap(({ theirs, ours }) => [theirs, ours]))];
  if (on === 'wasm' && choice(options, 'faithful', ['yes', 'no'] as const, 'yes') === 'yes')
    contenders.push({ engine: 'faithful', threads: 2 });
  const { url, close } = await serveBench();
  const browser = await chromium.launch({
    ...findBrowser(),
    args: browserArguments({ softwareWebgpu: on === 'webgpu', anyWebgpu: half }),
  });
  const rows: Row[] = [];
  try {
    for (const network of (options.get('networks') ?? NETWORKS).split(',')) {
      const page = await browser.newPage();
      await page.goto(url);
      if (half) await requireHalf(page);
      const measurements = await measure(page, contenders, { network, size }, repeats);
      rows.push({ network, size, measurements });
      for (const { contender, forms, load, median, runs } of measurements) {
        console.error(
          `${network} ${contender.engine} ${contender.threads}: load ${load.toFixed(0)} ms, median ${median.toFixed(1)} ms of ${runs.map((run) => run.toFixed(0)).join(' ')}`,
        );
        for (const [name, form] of Object.entries(forms)) console.error(`  ${name}: ${form}`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
    await close();
  }
  const date = new Date().toISOString().slice(0, 10);
  const text = report(rows, pairs, { browser: `Chromium ${browser.version()}`, repeats, date });
  process.stdout.write(text);
  const out = options.get('out');
  if (out !== undefined) await writeFile(out, `# Results\n\n${text}`);
});
