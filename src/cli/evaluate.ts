/** `npm run evaluate -- NETWORK`: share of CIFAR-10's test pictures that the app's own runtime classifies rightly. */
import { existsSync, openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { analyze } from '../engine/analyze.ts';
import { Execution } from '../runtime/Execution.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { choice, networkArgument, parseArguments, runCommand, wholeNumber } from './arguments.ts';
import { readCifar } from './cifar10.ts';
import { bindFile } from './trace-request.ts';
import { UsageError } from './usage-error.ts';

await runCommand('evaluate', async (words) => {
  const { positional, options } = parseArguments(words, ['data', 'weights', 'backend', 'limit']);
  const entry = networkArgument(positional);
  const backend = choice(options, 'backend', ['cpu', 'wasm'] as const, 'wasm');
  const data = options.get('data') ?? '../shared/cifar10';
  const weights = options.get('weights') ?? join('public/weights', `${entry.id}.safetensors`);
  const limit = wholeNumber(options, 'limit', 10_000);
  for (const path of [weights, join(data, 'test.json')])
    if (!existsSync(path)) throw new UsageError(`${path} is not there; name it with --weights or --data`);
  if (entry.defaults.classes !== 10) throw new UsageError(`${entry.id} is not a network for CIFAR-10's ten classes`);

  await startBackend(backend, { allowSoftware: false });
  const analysis = analyze(entry.build(entry.defaults));
  const bound = await bindFile(analysis, await openAsBlob(weights), basename(weights));
  const execution = new Execution(analysis, bound);
  const { preprocessing, defaults } = entry;
  let right = 0;
  let count = 0;
  for await (const { picture, label } of readCifar(data, limit)) {
    const { input } = preprocess(picture, { ...preprocessing, crop: defaults.size });
    const logits = await execution.run(input);
    if (logits.indexOf(Math.max(...logits)) === label) right++;
    count++;
  }
  execution.dispose();
  bound.dispose();
  const percent = Math.round((10_000 * right) / count) / 100;
  process.stdout.write(
    `${JSON.stringify({ network: entry.id, backend, pictures: count, right, accuracy: percent })}\n`,
  );
});
