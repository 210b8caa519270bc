import { expect, test } from 'vitest';
import type { FileStore } from '../../store/FileStore.ts';
import { memoryStore } from '../../store/memory-store.ts';
import { openChoices } from './choices.ts';

const CLASS = '3x3 stride 1x1 512 to 512 at 7x7';

test('openChoices() knows what was found on the same device by the same kernels, and nothing else', async () => {
  const files = memoryStore();
  await (await openChoices(files, 'one', 'a')).add({ [CLASS]: '4x1 8x4 /8' });
  await (await openChoices(files, 'two', 'a')).add({ [CLASS]: '4x2 8x8' });
  expect((await openChoices(files, 'one', 'a')).known).toEqual({ [CLASS]: '4x1 8x4 /8' });
  expect((await openChoices(files, 'two', 'a')).known).toEqual({ [CLASS]: '4x2 8x8' });
  expect((await openChoices(files, 'three', 'a')).known).toEqual({});
  expect((await openChoices(files, 'one', 'b')).known).toEqual({});
});

test('add() adds to what is known, here and for the next page', async () => {
  const files = memoryStore();
  const choices = await openChoices(files, 'one', 'a');
  await choices.add({ x: '4x2 8x8' });
  await choices.add({ y: '4x1 8x8' });
  expect(choices.known).toEqual({ x: '4x2 8x8', y: '4x1 8x8' });
  expect((await openChoices(files, 'one', 'a')).known).toEqual(choices.known);
});

test('openChoices() begins anew where the file cannot be read', async () => {
  const files = memoryStore();
  await files.append('choices.json', new TextEncoder().encode('{"version": "a", "dev'));
  const choices = await openChoices(files, 'one', 'a');
  expect(choices.known).toEqual({});
  await choices.add({ x: '4x2 8x8' });
  expect((await openChoices(files, 'one', 'a')).known).toEqual({ x: '4x2 8x8' });
});

test('add() keeps choices for this page where the device has no room', async () => {
  const full: FileStore = {
    ...memoryStore(),
    append: async () => {
      throw new Error('full');
    },
  };
  const choices = await openChoices(full, 'one', 'a');
  await choices.add({ x: '4x2 8x8' });
  expect(choices.known).toEqual({ x: '4x2 8x8' });
});
