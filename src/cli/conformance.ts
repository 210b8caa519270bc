/** `npm run conformance -- DIR`: ONNX's operator cases through our layers. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startBackend } from '../runtime/start-backend.ts';
import { choice, parseArguments, runCommand } from './arguments.ts';
import { runInBrowser } from './browser/run-in-browser.ts';
import { checkCases, type OperatorCase, type Verdict } from './conformance/check-cases.ts';
import { UsageError } from './usage-error.ts';

await runCommand('conformance', async (words) => {
  const { positional, options } = parseArguments(words, ['backend']);
  const backend = choice(options, 'backend', ['cpu', 'wasm', 'webgpu'] as const, 'cpu');
  const cases = readCases(positional);
  const verdicts = backend === 'webgpu' ? await runInBrowser('conformance', cases) : await runHere(backend, cases);
  for (const { name, result, reason } of verdicts)
    if (result !== 'passed') console.log(`${result}: ${name}: ${reason}`);
  const count = (wanted: Verdict['result']): number => verdicts.filter(({ result }) => result === wanted).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  if (count('failed') > 0) process.exitCode = 1;
});

async function runHere(backend: 'cpu' | 'wasm', cases: readonly OperatorCase[]): Promise<readonly Verdict[]> {
  await startBackend(backend, { allowSoftware: false });
  return checkCases(cases);
}

function readCases([folder, ...rest]: readonly string[]): readonly OperatorCase[] {
  if (folder === undefined || rest.length > 0) throw new UsageError('name one folder of operator cases (JSON files)');
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`"${folder}" is no folder`);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new UsageError(`"${folder}" holds no .json file`);
  return files.map((file) => readCase(join(folder, file)));
}

function readCase(file: string): OperatorCase {
  try {
    const parsed = JSON.parse(readFileSync(file, 'utf8')) as OperatorCase;
    if (typeof parsed.op === 'string' && Array.isArray(parsed.inputs) && Array.isArray(parsed.outputs))
      return { ...parsed, name: parsed.name ?? basename(file, '.json'), attributes: parsed.attributes ?? {} };
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
  throw new UsageError(`${file} is no operator case: it lacks op, inputs or outputs`);
}
