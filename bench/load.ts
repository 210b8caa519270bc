/**
 * `npm run bench:load`: ResNet-50 (or `--network ID`) from a safetensors file on the disk to its first logits, with one thread in Node and in
 * the app's own worker in Chromium (`--in node|page`), and how much memory that takes at its peak. The limits of the project: 1.6 times
 * reading the file and one forward pass; 2.3 times the weights. Every round is a process of its own. Node's processor time holds on a busy
 * machine, but counts threads that compile and read in the background. `--switches 10` (with `--networks a,b,c` and `--threads 2`) changes
 * networks instead, beside onnxruntime-web.
 */
import { spawnSync } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choice, parseArguments, runCommand, wholeNumber } from '../src/cli/arguments.ts';
import { nodeKernels } from '../src/cli/node-kernels.ts';
import { stateEntries } from '../src/engine/state-entries.ts';
import { ArrayStream } from '../src/formats/ArrayStream.ts';
import { openCheckpoint } from '../src/formats/open-checkpoint.ts';
import type { ArraySource } from '../src/runtime/bind-weights.ts';
import { FusedExecution } from '../src/runtime/fused/FusedExecution.ts';
import { hashInput } from '../src/runtime/hash-fill.ts';
import { WasmNetwork } from '../src/runtime/wasm/WasmNetwork.ts';
import { loadInPage, type PageRound } from './load-in-page.ts';
import { bothTimes, type Times } from './processor-time.ts';
import { median } from './statistics.ts';
import { switchNetworks } from './switch.ts';
import { analysisOf, weightsFile } from './weights-file.ts';

/** What one process of Node found. */
interface Found extends Memory {
  readonly read: Times;
  /** From the file to the first logits. */
  readonly first: Times;
  /** Passes when all is warm. */
  readonly passes: readonly Times[];
}

type Round = Pick<PageRound, 'read' | 'first' | 'pass'>;
type Memory = Pick<PageRound, 'network' | 'peak'>;

await runCommand('bench:load', async (words) => {
  const { options } = parseArguments(words, ['network', 'rounds', 'in', 'inside', 'switches', 'networks', 'threads']);
  if (options.has('switches')) {
    const networks = (options.get('networks') ?? 'resnet50,resnet18,googlenet').split(',');
    const [switches, threads] = [wholeNumber(options, 'switches', 10), wholeNumber(options, 'threads', 2)];
    await switchNetworks({ networks, switches, threads });
    return;
  }
  const network = options.get('network') ?? 'resnet50';
  const inside = options.get('inside');
  if (inside !== undefined) {
    process.stdout.write(JSON.stringify(await measure(network, inside)));
    return;
  }
  const where = choice(options, 'in', ['both', 'node', 'page'] as const, 'both');
  const rounds = wholeNumber(options, 'rounds', 5);
  const folder = await mkdtemp(join(tmpdir(), 'shapewalk-'));
  try {
    const file = join(folder, `${network}.safetensors`);
    await writeFile(file, await weightsFile(network));
    const { size } = await stat(file);
    console.log(`${network}, ${mebibytes(size)}, medians of ${rounds} processes`);
    if (where !== 'page') {
      const found = Array.from({ length: rounds }, () => runInside(network, file));
      for (const kind of ['processor', 'clock'] as const)
        console.log(`Node, ${timesLine(found.map(roundOf(kind)), kind)}`);
      console.log(`Node, ${memoryLine(found, size)}`);
    }
    if (where !== 'node') {
      const found = await loadInPage(network, file, rounds);
      console.log(`Chromium, ${timesLine(found, 'clock')}`);
      console.log(`Chromium, ${memoryLine(found, size)}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

function roundOf(kind: keyof Times): (found: Found) => Round {
  return ({ read, first, passes }) => ({
    read: read[kind],
    first: first[kind],
    pass: median(passes.map((times) => times[kind])),
  });
}

/** The ratio is of medians: a disturbance of one round counts for nothing. */
function timesLine(rounds: readonly Round[], kind: string): string {
  const medianOf = (what: keyof Round): number => median(rounds.map((round) => round[what]));
  const [read, pass, first] = [medianOf('read'), medianOf('pass'), medianOf('first')];
  const parts = `reading ${read.toFixed(0)} ms, a pass ${pass.toFixed(0)} ms, file to first logits ${first.toFixed(0)} ms`;
  return `${kind}: ${parts}: ${(first / (read + pass)).toFixed(2)} times reading and a pass`;
}

function memoryLine(rounds: readonly Memory[], size: number): string {
  const bytes = median(rounds.map(({ network }) => network));
  const peaks = rounds.flatMap(({ peak }) => peak ?? []);
  if (peaks.length === 0) return `memory: network ${mebibytes(bytes)}; this system tells no peaks`;
  const peak = median(peaks);
  return `memory: network ${mebibytes(bytes)}, peak ${mebibytes(peak)}: ${(peak / size).toFixed(2)} times the weights`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function runInside(network: string, file: string): Found {
  const words = ['--import', 'tsx', fileURLToPath(import.meta.url), '--network', network, '--inside', file];
  const { stdout, stderr, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Found;
}

async function measure(network: string, path: string): Promise<Found> {
  const analysis = analysisOf(network);
  const input = hashInput(analysis.input);
  const kernels = await nodeKernels();
  const before = process.memoryUsage().rss;
  let execution: FusedExecution | undefined;
  const first = await bothTimes(async () => {
    const { tensors } = await openCheckpoint(await openAsBlob(path), path);
    const names = stateEntries(analysis).map(({ name }) => name);
    const arrays = new ArrayStream(tensors, names);
    const source: ArraySource = (name, place) => arrays.read(name, place);
    execution = new FusedExecution(analysis, source, await WasmNetwork.create(analysis, source, { kernels }));
    await execution.run(input);
  });
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  const passes: Times[] = [];
  for (let pass = 0; pass < 5; pass++) passes.push(await bothTimes(() => execution?.run(input)));
  const read = await bothTimes(async () => (await openAsBlob(path)).arrayBuffer());
  return { read, first, passes, network: execution?.bytes ?? 0, peak };
}
