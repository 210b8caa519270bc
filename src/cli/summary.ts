/** `npm run summary -- NETWORK`: a network as text, without running it. */

import type { Analysis } from '../engine/analysis.ts';
import { analyze } from '../engine/analyze.ts';
import { csvText } from '../export/csv.ts';
import { jsonText } from '../export/json.ts';
import { kerasText } from '../export/keras.ts';
import { markdownText } from '../export/markdown.ts';
import { torchinfoText } from '../export/torchinfo.ts';
import { torchsummaryText } from '../export/torchsummary.ts';
import { buildOptions, choice, networkArgument, parseArguments, runCommand, wholeNumber } from './arguments.ts';

type Writer = (analysis: Analysis, options: { readonly batch?: number }) => string;

const WRITERS = {
  torchinfo: torchinfoText,
  torchsummary: torchsummaryText,
  keras: kerasText,
  json: jsonText,
  csv: csvText,
  markdown: markdownText,
} as const satisfies Readonly<Record<string, Writer>>;

await runCommand('summary', (words) => {
  const { positional, options } = parseArguments(words, ['size', 'batch', 'classes', 'format']);
  const entry = networkArgument(positional);
  const format = choice(options, 'format', Object.keys(WRITERS) as (keyof typeof WRITERS)[], 'torchinfo');
  const analysis = analyze(entry.build(buildOptions(entry, options)));
  const write: Writer = WRITERS[format];
  process.stdout.write(`${write(analysis, options.has('batch') ? { batch: wholeNumber(options, 'batch', 1) } : {})}\n`);
});
