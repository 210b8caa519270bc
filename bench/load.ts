/**
 * `npm run bench:load`: ResNet-50 (or `--network ID`) from a safetensors file on the disk to its first logits, with one thread in Node, and how
 * much memory that takes at its peak. The limits of the project: 1.6 times reading the file and one forward pass; 2.3 times the weights.
 * Every round is a process of its own. Processor time holds on a busy machine, but counts threads that compile and read in the background.
 */
import { spawnSync } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArguments, runCommand, wholeNumber } from '../src/cli/arguments.ts';
import { nodeKernels } from '../src/cli/node-kernels.ts';
import { analyze } from '../src/engine/analyze.ts';
import { openCheckpoint } from '../src/formats/open-checkpoint.ts';
import { FusedExecution } from '../src/runtime/fused/FusedExecution.ts';
import { hashFill, hashInput } from '../src/runtime/hash-fill.ts';
import type { StateDict } from '../src/runtime/StateDict.ts';
import { WasmNetwork } from '../src/runtime/wasm/WasmNetwork.ts';
import { findNetwork } from '../src/zoo/index.ts';
import { bothTimes, type Times } from './processor-time.ts';
import { median } from './statistics.ts';

/** What one process found. */
interface Found {
  readonly read: Times;
  /** From the file to the first logits. */
  readonly first: Times;
  /** Passes when all is warm. */
  readonly passes: readonly Times[];
  /** Bytes of the network, and of the whole process at its peak beyond what it had before. */
  readonly network: number;
  readonly peak: number;
}

await runCommand('bench:load', async (words) => {
  const { options } = parseArguments(words, ['network', 'rounds', 'inside']);
  const network = options.get('network') ?? 'resnet50';
  const inside = options.get('inside');
  if (inside !== undefined) {
    process.stdout.write(JSON.stringify(await measure(network, inside)));
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'shapewalk-'));
  try {
    const file = join(folder, `${network}.safetensors`);
    await writeFile(file, toSafetensors(hashFill(analysisOf(network))));
    const rounds = Array.from({ length: wholeNumber(options, 'rounds', 5) }, () => runInside(network, file));
    const { size } = await stat(file);
    console.log(`${network}, ${mebibytes(size)}, medians of ${rounds.length} processes`);
    for (const kind of ['processor', 'clock'] as const) console.log(timesLine(rounds, kind));
    const [bytes, peak] = [median(rounds.map((found) => found.network)), median(rounds.map((found) => found.peak))];
    console.log(`network ${mebibytes(bytes)}, peak ${mebibytes(peak)}: ${(peak / size).toFixed(2)} times the weights`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

function timesLine(rounds: readonly Found[], kind: keyof Times): string {
  const read = rounds.map((found) => found.read[kind]);
  const pass = rounds.map(({ passes }) => median(passes.map((times) => times[kind])));
  const first = rounds.map((found) => found.first[kind]);
  const ratio = median(first.map((time, round) => time / ((read[round] ?? 0) + (pass[round] ?? 0))));
  const [reading, passing, starting] = [read, pass, first].map((times) => median(times).toFixed(0));
  return `${kind}: reading ${reading} ms, a pass ${passing} ms, file to first logits ${starting} ms: ${ratio.toFixed(2)} times reading and a pass`;
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
    const source = (name: string): Promise<Float32Array> | undefined => tensors.get(name)?.read();
    execution = new FusedExecution(analysis, source, await WasmNetwork.create(analysis, source, { kernels }));
    await execution.run(input);
  });
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  const passes: Times[] = [];
  for (let pass = 0; pass < 5; pass++) passes.push(await bothTimes(() => execution?.run(input)));
  const read = await bothTimes(async () => (await openAsBlob(path)).arrayBuffer());
  return { read, first, passes, network: execution?.bytes ?? 0, peak };
}

function analysisOf(id: string): ReturnType<typeof analyze> {
  const entry = findNetwork(id);
  if (entry === undefined) throw new Error(`no network is called "${id}"`);
  return analyze(entry.build(entry.defaults));
}

/** The arrays as a safetensors file, each as a vector: nothing here asks for their shapes. */
function toSafetensors(state: StateDict): Buffer {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { byteLength, length }] of state) {
    header[name] = { dtype: 'F32', shape: [length], data_offsets: [end, end + byteLength] };
    end += byteLength;
  }
  const text = Buffer.from(JSON.stringify(header).padEnd(8 * Math.ceil(JSON.stringify(header).length / 8)));
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(text.length));
  const arrays = [...state.values()].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  return Buffer.concat([head, text, ...arrays]);
}
