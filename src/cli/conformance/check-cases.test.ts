import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../runtime/start-backend.ts';
import { nodeKernels } from '../node-kernels.ts';
import { fusedOn } from '../open.ts';
import { byNetwork } from './by-network.ts';
import { checkCases, type OperatorCase } from './check-cases.ts';

const FOLDER = '../shared/conformance';
const hasShared = existsSync(FOLDER);
if (!hasShared) console.log("skipped: ../shared is not here; ONNX's operator cases are not run");

const cases = hasShared
  ? readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as OperatorCase)
  : [];

/** What our layers have no words for, and why. Every other case passes. */
const INEXPRESSIBLE = { test_averagepool_2d_dilations: 'AvgPool2d has no dilation, as in torch' };

describe.skipIf(!hasShared).each(['cpu', 'wasm'] as const)("ONNX's operator cases on %s", (backend) => {
  beforeAll(() => startBackend(backend, { allowSoftware: false }));

  it('checkCases passes all but those that our layers have no words for', async () => {
    const verdicts = await checkCases(cases);
    expect(verdicts.filter(({ result }) => result === 'failed')).toEqual([]);
    const skipped = verdicts.filter(({ result }) => result === 'skipped').map(({ name, reason }) => [name, reason]);
    expect(Object.fromEntries(skipped)).toEqual(INEXPRESSIBLE);
  });
});

/** Operators without a fused kernel, or with nothing to compute: the faithful executor runs them. */
const REFUSED = [
  ...['LogSoftmax', 'Softmax', 'softmax_axis_1', 'softmax_axis_2', 'softmax_example', 'softmax_large_number'],
  ...['softmax_lastdim', 'lrn_default', 'sum_one_input', 'flatten_axis0', 'flatten_axis2', 'flatten_axis3'],
  ...['flatten_negative_axis1', 'flatten_negative_axis2', 'flatten_negative_axis4'],
].map((name) => `test_${name}`);

describe.skipIf(!hasShared)("ONNX's operator cases as networks of one layer on fused wasm", () => {
  beforeAll(() => startBackend('wasm', { allowSoftware: false }));

  it('checkCases passes all, the last layer looked at too, and names those that the faithful executor ran', async () => {
    const verdicts = await checkCases(cases, byNetwork(fusedOn('wasm', await nodeKernels())));
    expect(verdicts.filter(({ result }) => result === 'failed')).toEqual([]);
    const refused = verdicts.filter(({ fallback }) => fallback !== undefined).map(({ name }) => name);
    expect(refused.toSorted()).toEqual(REFUSED.toSorted());
    expect(verdicts.filter(({ result }) => result === 'skipped').map(({ name }) => name)).toEqual(
      Object.keys(INEXPRESSIBLE),
    );
  });
});

describe('a case that is not ours', () => {
  const relu: OperatorCase = {
    name: 'relu',
    op: 'Relu',
    opset: 14,
    attributes: {},
    inputs: [{ dtype: 'float32', shape: [3], data: [-1, 0, 2] }],
    outputs: [{ dtype: 'float32', shape: [3], data: [0, 0, 2] }],
  };
  beforeAll(() => startBackend('cpu', { allowSoftware: false }));

  it.each([
    ['an unknown operator', { ...relu, op: 'Fancy' }, 'no layer for Fancy'],
    ['an unknown attribute', { ...relu, attributes: { flavour: 1 } }, 'our layers know no "flavour" of Relu'],
    ['an attribute of another type', { ...relu, op: 'Softmax', attributes: { axis: 'x' } }, 'Softmax with axis "x"'],
    ['no input', { ...relu, inputs: [] }, 'Relu without its input 0'],
  ])('checkCases skips %s, with the reason', async (_what, test, reason) => {
    expect(await checkCases([test])).toEqual([{ name: 'relu', result: 'skipped', reason }]);
  });

  it('checkCases fails a wrong value, one value too few, and NaN', async () => {
    const wrong = [
      [0, 0, 2.1],
      [0, 0],
      [0, 0, Number.NaN],
    ].map((data) => ({
      ...relu,
      outputs: [{ dtype: 'float32', shape: [data.length], data }],
    }));
    expect((await checkCases(wrong)).map(({ result }) => result)).toEqual(['failed', 'failed', 'failed']);
    expect((await checkCases([relu]))[0]?.result).toBe('passed');
  });
});
