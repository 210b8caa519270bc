/** `npm run trace -- NETWORK`: one forward pass, layer by layer, as JSON. */
import { existsSync, openAsBlob, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { preprocess } from '../runtime/preprocess.ts';
import { startBackend } from '../runtime/start-backend.ts';
import type { Trace } from '../runtime/trace.ts';
import { resizeFor } from '../zoo/resize-for.ts';
import { buildOptions, choice, networkArgument, parseArguments, runCommand } from './arguments.ts';
import { runInBrowser } from './browser/run-in-browser.ts';
import { decodePicture } from './decode-picture.ts';
import { type TraceRequest, traceRequest } from './trace-request.ts';
import { UsageError } from './usage-error.ts';

/** One of the likeliest classes. */
interface Prediction {
  readonly class: number;
  readonly name: string;
  readonly logit: number;
  readonly probability: number;
}

await runCommand('trace', async (words) => {
  const { positional, options } = parseArguments(words, ['size', 'classes', 'backend', 'weights', 'image']);
  const entry = networkArgument(positional);
  const backend = choice(options, 'backend', ['cpu', 'wasm', 'webgpu'] as const, 'cpu');
  const { size, classes } = buildOptions(entry, options);
  const weights = fileOption(options, 'weights');
  const image = fileOption(options, 'image');
  const request: TraceRequest = {
    network: entry.id,
    size,
    classes,
    ...(weights !== undefined && { weights: basename(weights) }),
    ...(image !== undefined && {
      input: Array.from(
        preprocess(await decodePicture(image), { ...entry.preprocessing, resize: resizeFor(entry, size), crop: size })
          .input,
      ),
    }),
  };
  const trace =
    backend === 'webgpu' ? await runInBrowser('trace', request, weights) : await runHere(backend, request, weights);
  const result = image === undefined ? trace : { ...trace, top5: topFive(trace.logits) };
  process.stdout.write(`${JSON.stringify(result)}\n`);
});

async function runHere(backend: 'cpu' | 'wasm', request: TraceRequest, weights: string | undefined): Promise<Trace> {
  await startBackend(backend, { allowSoftware: false });
  return traceRequest(request, () => openAsBlob(weights ?? ''));
}

function fileOption(options: ReadonlyMap<string, string>, name: string): string | undefined {
  const path = options.get(name);
  if (path !== undefined && !(existsSync(path) && statSync(path).isFile()))
    throw new UsageError(`--${name} is "${path}", and no such file is there`);
  return path;
}

function topFive(logits: readonly number[]): readonly Prediction[] {
  const names = classNames(logits.length);
  const largest = Math.max(...logits);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
  return logits
    .map((logit, index) => ({
      class: index,
      name: names?.[index] ?? `class ${index}`,
      logit,
      probability: Math.exp(logit - largest) / total,
    }))
    .sort((a, b) => b.logit - a.logit)
    .slice(0, 5);
}

function classNames(classes: number): Readonly<Record<number, string>> | undefined {
  if (classes !== 1000) return undefined;
  const module = createRequire(import.meta.url)('@tensorflow-models/mobilenet/dist/imagenet_classes') as {
    readonly IMAGENET_CLASSES: Readonly<Record<number, string>>;
  };
  return module.IMAGENET_CLASSES;
}
