/** `npm run evaluate -- NETWORK`: share of CIFAR-10's test pictures that the app's own runtime classifies rightly. */
import { existsSync, openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { analyze } from '../engine/analyze.ts';
import { preprocess } from '../runtime/preprocess.ts';
import { choice, networkArgument, parseArguments, runCommand, wholeNumber } from './arguments.ts';
import { readCifar } from './cifar10.ts';
import { EXECUTORS, openForwardPass } from './forward-pass.ts';
import { openFitting } from './trace-request.ts';
import { UsageError } from './usage-error.ts';

await runCommand('evaluate', async (words) => {
  const { positional, options } = parseArguments(words, ['data', 'weights', 'backend', 'limit']);
  const entry = networkArgument(positional);
  const backend = choice(options, 'backend', EXECUTORS, 'fused');
  const data = options.get('data') ?? '../shared/cifar10';
  const weights = options.get('weights') ?? join('public/weights', `${entry.id}.safetensors`);
  const limit = wholeNumber(options, 'limit', 10_000);
  for (const path of [weights, join(data, 'test.json')])
    if (!existsSync(path)) throw new UsageError(`${path} is not there; name it with --weights or --data`);
  if (entry.defaults.classes !== 10) throw new UsageError(`${entry.id} is not a network for CIFAR-10's ten classes`);

  const analysis = analyze(entry.build(entry.defaults));
  const source = await openFitting(analysis, await openAsBlob(weights), basename(weights));
  const network = await openForwardPass(analysis, source, backend);
  const { preprocessing, defaults } = entry;
  let right = 0;
  let count = 0;
  for await (const { picture, label } of readCifar(data, limit)) {
    const { input } = preprocess(picture, { ...preprocessing, crop: defaults.size });
    const logits = await network.run(input);
    if (logits.indexOf(Math.max(...logits)) === label) right++;
    count++;
  }
  network.dispose();
  const percent = Math.round((10_000 * right) / count) / 100;
  process.stdout.write(
    `${JSON.stringify({ network: entry.id, backend, pictures: count, right, accuracy: percent })}\n`,
  );
});
