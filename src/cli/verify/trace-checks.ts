import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trace } from '../../runtime/trace.ts';
import type { TraceRequest } from '../trace-request.ts';
import { type Check, TOLERANCE } from './Check.ts';
import { compareTrace } from './compare-trace.ts';

/** Every trace of a folder that PyTorch made, or those of up to `pixels`, against what `make` puts out. */
export function traceChecks(
  folder: string,
  executor: string,
  make: (request: TraceRequest) => Promise<Trace>,
  pixels: number,
): readonly Check[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Trace)
    .filter(({ input: [, , height = 0, width = 0] }) => height * width <= pixels)
    .map((expected) => ({
      name: `trace ${expected.name} ${expected.input.slice(2).join('x')} ${executor}`,
      async run() {
        const [, , height = 0, width = 0] = expected.input;
        const found = await make({ network: expected.name, size: [height, width], classes: expected.classes });
        const { worst, where, problems } = compareTrace(found, expected);
        if (problems.length > 0) throw new Error(problems.slice(0, 3).join('; '));
        if (!(worst <= TOLERANCE)) throw new Error(`differs by ${worst.toExponential(1)} at ${where}`);
        return `${worst.toExponential(1)} at ${where}`;
      },
    }));
}
