import { expect, it } from 'vitest';
import { createProgress } from './lesson-progress.ts';

function storage(content: string | null = null): {
  value: string | null;
  getItem(): string | null;
  setItem(key: string, value: string): void;
} {
  return {
    value: content,
    getItem() {
      return this.value;
    },
    setItem(_key, value) {
      this.value = value;
    },
  };
}

it('progress is found again at the next visit, and never goes back', () => {
  const kept = storage();
  const first = createProgress(() => kept);
  first.reach('skip-connections', 4);
  first.reach('skip-connections', 2);
  first.solve('skip-connections', 'projection-size');
  expect(createProgress(() => kept).of('skip-connections')).toEqual({ step: 4, solved: ['projection-size'] });
});

it('a storage that is denied or holds something else is no obstacle', () => {
  const denied = createProgress(() => {
    throw new Error('denied');
  });
  denied.reach('a', 3);
  expect(denied.of('a').step).toBe(3);
  for (const content of ['{', 'null', '[1]', '{"a":{"step":"x"}}'])
    expect(createProgress(() => storage(content)).of('a').step).toBe(0);
});
