import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFaithful } from '../runtime/open-network.ts';
import { startBackend } from '../runtime/start-backend.ts';
import { tensorMemory } from '../runtime/tensor-memory.ts';
import type { Trace } from '../runtime/trace.ts';
import { nodeKernels } from './node-kernels.ts';
import { fusedOn } from './open.ts';
import { traceRequest } from './trace-request.ts';
import { TOLERANCE } from './verify/Check.ts';
import { compareTrace } from './verify/compare-trace.ts';

const FOLDER = '../shared/reference/traces';
const hasShared = existsSync(FOLDER);
if (!hasShared) console.log("skipped: ../shared is not here; PyTorch's traces are not compared");

function reference(file: string): Trace {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Trace;
}

/** A few that are quick; `npm run verify` compares all. */
const FILES = [
  ['faithful', 'cpu', 'resnet18.75x101.json'],
  ['faithful', 'cpu', 'googlenet.64x64.json'],
  ['faithful', 'wasm', 'googlenet.64x64.json'],
  ['faithful', 'wasm', 'resnext50_32x4d.64x64.json'],
  ['fused', 'wasm', 'resnet18.75x101.json'],
  ['fused', 'wasm', 'googlenet.64x64.json'],
  ['fused', 'wasm', 'resnext50_32x4d.64x64.json'],
] as const;

describe.skipIf(!hasShared)("PyTorch's traces", () => {
  it.each(FILES)(
    'traceRequest, %s on %s, puts out what %s holds, and frees all tensors',
    async (kind, backend, file) => {
      await startBackend(backend, { allowSoftware: false });
      const open = kind === 'fused' ? fusedOn(backend, await nodeKernels()) : openFaithful;
      const expected = reference(file);
      const [, , height = 0, width = 0] = expected.input;
      const before = tensorMemory();
      const found = await traceRequest(
        { network: expected.name, size: [height, width], classes: expected.classes },
        async () => new Blob(),
        open,
      );
      const { worst, problems } = compareTrace(found, expected);
      expect(problems).toEqual([]);
      expect(worst).toBeLessThan(TOLERANCE);
      expect(tensorMemory()).toEqual(before);
    },
  );
});

describe.skipIf(!hasShared)('compareTrace', () => {
  it('sees one wrong value, NaN, another shape and a missing layer', () => {
    const trace = reference('resnet18.75x101.json');
    const change = (layer: object): Trace => ({
      ...trace,
      layers: trace.layers.map((old, index) => (index === 2 ? { ...old, ...layer } : old)),
    });
    expect(compareTrace(trace, trace)).toMatchObject({ worst: 0, problems: [] });
    expect(compareTrace(change({ mean: (trace.layers[2]?.mean ?? 0) + 0.1 }), trace)).toMatchObject({ where: 'relu' });
    expect(compareTrace(change({ std: Number.NaN }), trace).worst).toBe(Number.POSITIVE_INFINITY);
    expect(compareTrace(change({ out: [1, 64, 1, 1] }), trace).problems).toHaveLength(1);
    expect(compareTrace({ ...trace, layers: trace.layers.slice(0, 5) }, trace).worst).toBe(Number.POSITIVE_INFINITY);
  });
});
