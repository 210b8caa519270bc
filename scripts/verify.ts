/**
 * `npm run verify`: the long check against what PyTorch and ONNX say, on both executors: the faithful one on cpu, wasm and webgpu, the fused
 * one on wasm and webgpu, with every layer looked at after the pass. A line for each case, which names its executor, and at the end
 * `N passed, N failed`. Words narrow it down to the cases that hold all of them: `npm run verify -- fused wasm trace`. `--traces DIR` and
 * `--cases DIR` name other folders than the reference material beside the repository. An operator that no fused kernel computes is run by
 * the faithful executor, as in the app; its line says so. Half precision is put beside float32 by Dawn in this process, where the machine has an
 * adapter with `shader-f16`: a GPU, or Mesa's lavapipe from 25 on (`VK_ICD_FILENAMES=/usr/share/vulkan/icd.d/lvp_icd.json`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments, runCommand } from '../src/cli/arguments.ts';
import { openTaskBrowser, type TaskBrowser } from '../src/cli/browser/run-in-browser.ts';
import { byNetwork } from '../src/cli/conformance/by-network.ts';
import { byOperations } from '../src/cli/conformance/by-operations.ts';
import { checkCases, type OperatorCase } from '../src/cli/conformance/check-cases.ts';
import { nodeKernels } from '../src/cli/node-kernels.ts';
import { fusedOn, type Open } from '../src/cli/open.ts';
import { traceRequest } from '../src/cli/trace-request.ts';
import type { Check } from '../src/cli/verify/Check.ts';
import { checkpointChecks } from '../src/cli/verify/checkpoint-checks.ts';
import { cifarCheck } from '../src/cli/verify/cifar-check.ts';
import { type Dawn, openDawn } from '../src/cli/verify/dawn.ts';
import { formChecks } from '../src/cli/verify/form-checks.ts';
import { halfChecks } from '../src/cli/verify/half-checks.ts';
import { operatorChecks } from '../src/cli/verify/operator-checks.ts';
import { pictureCheck } from '../src/cli/verify/picture-checks.ts';
import { traceChecks } from '../src/cli/verify/trace-checks.ts';
import { openFaithful } from '../src/runtime/open-network.ts';
import { startBackend } from '../src/runtime/start-backend.ts';

const SHARED = '../shared';

/** WebGPU runs on a software adapter here, which is slow: it makes the traces of at most 96×96 pixels. */
const WEBGPU_PIXELS = 96 * 96;

/** Published checkpoints, and how many of the first 500 test pictures PyTorch names rightly with them: ours are no worse. */
const CIFAR = [
  ['resnet20_cifar', 'weights/resnet20-12fca82f.th', 399],
  ['resnet56_cifar', 'weights/resnet56-4bfd9763.th', 415],
] as const;

interface Folders {
  readonly traces: string;
  readonly cases: string;
}

await runCommand('verify', async (words) => {
  const { positional, options } = parseArguments(words, ['traces', 'cases']);
  const folders = {
    traces: options.get('traces') ?? join(SHARED, 'reference/traces'),
    cases: options.get('cases') ?? join(SHARED, 'conformance'),
  };
  if (!existsSync(folders.traces) || !existsSync(folders.cases)) {
    console.log(`skipped: the reference material is not at ${folders.traces} and ${folders.cases}`);
    return;
  }
  const total = { passed: 0, failed: 0 };
  let browser: Promise<TaskBrowser> | undefined;
  const half: { dawn: Dawn | string } = { dawn: 'nobody asked for it' };
  const isWanted = ({ name }: Check): boolean => positional.every((word) => name.includes(word));
  const groups = [
    () => checkpointChecks(join(SHARED, 'reference/checkpoints')),
    () => checksHere('cpu', folders),
    () => checksHere('wasm', folders),
    () => checksHere('wasm', folders, true),
    () =>
      CIFAR.map(([network, file, right]) => cifarCheck(network, join(SHARED, file), join(SHARED, 'cifar10'), right)),
    () =>
      checksInBrowser(() => {
        browser ??= openTaskBrowser();
        return browser;
      }, folders),
    async () => {
      const checks = halfChecks(() => half.dawn, join(SHARED, 'images'), join(SHARED, 'weights/pq-resnet18.pth'));
      if (!checks.some(isWanted)) return [];
      half.dawn = await openDawn();
      if (typeof half.dawn === 'object') return checks;
      console.log(`skipped: half precision, since ${half.dawn}`);
      return [];
    },
  ];
  for (const group of groups)
    for (const check of (await group()).filter(isWanted)) total[(await report(check)) ? 'passed' : 'failed']++;
  await (await browser)?.close();
  if (typeof half.dawn === 'object') half.dawn.close();
  console.log(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
});

async function report({ name, run }: Check): Promise<boolean> {
  try {
    const figures = await run();
    console.log(`passed  ${name}${figures === '' ? '' : `: ${figures}`}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}: ${(error as Error).message}`);
    return false;
  }
}

/** Checks on an executor that runs in this process; its backend is started when the first of them is. */
function checksHere(backend: 'cpu' | 'wasm', { traces, cases }: Folders, fused = false): readonly Check[] {
  const executor = `${fused ? 'fused' : 'faithful'} ${backend}`;
  const open: Open = async (analysis, source) =>
    fused ? fusedOn(backend, await nodeKernels())(analysis, source) : openFaithful(analysis, source);
  const judge = (some: readonly OperatorCase[]): ReturnType<typeof checkCases> =>
    checkCases(some, fused ? byNetwork(open) : byOperations);
  const checks = [
    ...operatorChecks(readCases(cases), executor, judge),
    ...traceChecks(traces, executor, (request) => traceRequest(request, noWeights, open), Number.POSITIVE_INFINITY),
    pictureCheck(join(SHARED, 'images'), join(SHARED, 'weights/pq-resnet18.pth'), executor, open),
  ];
  const start = (): Promise<void> => startBackend(backend, { allowSoftware: false });
  return checks.map(({ name, run }) => ({ name, run: () => start().then(run) }));
}

function checksInBrowser(open: () => Promise<TaskBrowser>, { traces, cases }: Folders): readonly Check[] {
  const all = readCases(cases);
  return [
    ...operatorChecks(all, 'faithful webgpu', async (some) => (await open()).call('conformance', some)),
    ...operatorChecks(all, 'fused webgpu', async (some) => (await open()).call('conformanceFused', some)),
    ...traceChecks(traces, 'faithful webgpu', async (request) => (await open()).call('trace', request), WEBGPU_PIXELS),
    ...traceChecks(
      traces,
      'fused webgpu',
      async (request) => (await open()).call('traceFused', request),
      WEBGPU_PIXELS,
    ),
    ...formChecks('fused webgpu', async (names) => (await open()).call('convolutionForms', names)),
  ];
}

function readCases(folder: string): readonly OperatorCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as OperatorCase);
}

function noWeights(): Promise<Blob> {
  throw new Error('a trace of hashed weights needs no file');
}
