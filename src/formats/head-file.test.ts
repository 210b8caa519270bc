import { expect, it } from 'vitest';
import { type HeadFile, readHead, writeHead } from './head-file.ts';
import { writeSafetensors } from './write-safetensors.ts';

const place = { layer: 'fc', network: 'resnet20_cifar', width: 3 };
const head: HeadFile = {
  layer: 'fc',
  network: 'resnet20_cifar',
  classes: ['고양이', 'dog "Rex"'],
  weight: Float32Array.from([1, -2, 3, 0.5, 0, -1e-7]),
  bias: Float32Array.from([0.25, -8]),
};

it('readHead(writeHead(head)) gives the head back, names and all', async () => {
  expect(await readHead(writeHead(head), 'head.safetensors', place)).toEqual(head);
});

it('writeSafetensors(…) begins its arrays at a multiple of eight bytes', async () => {
  const lead = new DataView(await writeHead(head).slice(0, 8).arrayBuffer());
  expect(Number(lead.getBigUint64(0, true)) % 8).toBe(0);
});

const metadata = { classes: JSON.stringify(head.classes), network: place.network };
const bias = { name: 'fc.bias', shape: [2], data: head.bias };
const weight = { name: 'fc.weight', shape: [2, 3], data: head.weight };

it.each([
  ['is empty', new Blob([]), 'emptyFile'],
  ['is a picture', new Blob(['GIF89a plain']), 'notACheckpoint'],
  ['was cut short', writeHead(head).slice(0, -4), 'pastEnd'],
  ['lacks the bias', writeSafetensors([weight], metadata), 'notAHead'],
  ['names no classes', writeSafetensors([weight, bias], { network: place.network }), 'notAHead'],
  ['names classes that are no names', writeSafetensors([weight, bias], { ...metadata, classes: '[1, 2]' }), 'notAHead'],
  [
    'names other classes than it has',
    writeSafetensors([weight, bias], { ...metadata, classes: '["a","b","c"]' }),
    'headMisfit',
  ],
  [
    'reads other features',
    writeSafetensors([{ ...weight, shape: [2, 2], data: head.weight.slice(0, 4) }, bias], metadata),
    'headMisfit',
  ],
  [
    'belongs to another network',
    writeSafetensors([weight, bias], { ...metadata, network: 'vgg_cifar' }),
    'headOfAnother',
  ],
  [
    'holds NaN',
    writeSafetensors([weight, { ...bias, data: Float32Array.from([Number.NaN, 0]) }], metadata),
    'headNotFinite',
  ],
])('readHead refuses a file that %s', async (_what, file, rule) => {
  await expect(readHead(file, 'head.safetensors', place)).rejects.toMatchObject({ details: { rule } });
});
