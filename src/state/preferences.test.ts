import { expect, it } from 'vitest';
import { createPreferences } from './preferences.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

it('the language is the first of the browser that we speak', () => {
  expect(createPreferences(memory, ['fr-FR', 'ja-JP', 'en']).lang()).toBe('ja');
  expect(createPreferences(memory, ['fr']).lang()).toBe('en');
});

it('a choice is found again by the next page', () => {
  const storage = memory();
  createPreferences(() => storage, ['en']).keepLang('ko');
  createPreferences(() => storage, ['en']).keepTheme('dark');
  createPreferences(() => storage, ['en']).keepColumns(['kind', 'output']);
  const next = createPreferences(() => storage, ['en']);
  expect(next.lang()).toBe('ko');
  expect(next.theme()).toBe('dark');
  expect(next.columns()).toEqual(['kind', 'output']);
});

it('where storage is denied, a choice lasts as long as the page', () => {
  const denied = createPreferences(() => {
    throw new Error('The operation is insecure.');
  }, ['en']);
  expect(denied.theme()).toBe('system');
  denied.keepTheme('light');
  denied.keepLang('ja');
  expect([denied.theme(), denied.lang()]).toEqual(['light', 'ja']);
});
