/**
 * `npm run verify`: the long check against what PyTorch and ONNX say, on cpu, wasm and webgpu. A line for each case, and at the end
 * `N passed, N failed`. Words narrow it down to the cases that hold all of them: `npm run verify -- trace wasm`. `--traces DIR` and
 * `--cases DIR` name other folders than the reference material beside the repository.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments, runCommand } from '../src/cli/arguments.ts';
import { openTaskBrowser, type TaskBrowser } from '../src/cli/browser/run-in-browser.ts';
import { checkCases, type OperatorCase } from '../src/cli/conformance/check-cases.ts';
import { traceRequest } from '../src/cli/trace-request.ts';
import type { Check } from '../src/cli/verify/Check.ts';
import { checkpointChecks } from '../src/cli/verify/checkpoint-checks.ts';
import { cifarCheck } from '../src/cli/verify/cifar-check.ts';
import { operatorChecks } from '../src/cli/verify/operator-checks.ts';
import { pictureCheck } from '../src/cli/verify/picture-checks.ts';
import { traceChecks } from '../src/cli/verify/trace-checks.ts';
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
  const groups = [
    () => checkpointChecks(join(SHARED, 'reference/checkpoints')),
    () => checksHere('cpu', folders),
    () => checksHere('wasm', folders),
    () =>
      CIFAR.map(([network, file, right]) => cifarCheck(network, join(SHARED, file), join(SHARED, 'cifar10'), right)),
    () =>
      checksInBrowser(() => {
        browser ??= openTaskBrowser();
        return browser;
      }, folders),
  ];
  for (const group of groups)
    for (const check of group()) {
      if (positional.some((word) => !check.name.includes(word))) continue;
      total[(await report(check)) ? 'passed' : 'failed']++;
    }
  await (await browser)?.close();
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

/** Checks on a backend that runs in this process; it is started when the first of them is. */
function checksHere(backend: 'cpu' | 'wasm', { traces, cases }: Folders): readonly Check[] {
  const start = () => startBackend(backend, { allowSoftware: false });
  const checks = [
    ...operatorChecks(readCases(cases), backend, checkCases),
    ...traceChecks(traces, backend, (request) => traceRequest(request, noWeights), Number.POSITIVE_INFINITY),
    pictureCheck(join(SHARED, 'images'), join(SHARED, 'weights/pq-resnet18.pth'), backend),
  ];
  return checks.map(({ name, run }) => ({ name, run: () => start().then(run) }));
}

function checksInBrowser(open: () => Promise<TaskBrowser>, { traces, cases }: Folders): readonly Check[] {
  return [
    ...operatorChecks(readCases(cases), 'webgpu', async (some) => (await open()).call('conformance', some)),
    ...traceChecks(traces, 'webgpu', async (request) => (await open()).call('trace', request), WEBGPU_PIXELS),
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
