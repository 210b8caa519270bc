import { expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { chooseLanguage } from './languages.ts';
import { createTranslate } from './translate.ts';

const t = createTranslate('en', {
  'a.hello': 'Hello {name}, {count} times',
  'a.rows_one': '{count} row',
  'a.rows_other': '{count} rows',
});

it('t fills placeholders and groups numbers', () => {
  expect(t('a.hello', { name: 'Ada', count: 1234 })).toBe('Hello Ada, 1,234 times');
});

it('t takes the plural form of the language', () => {
  expect(t('a.rows', { count: 1 })).toBe('1 row');
  expect(t('a.rows', { count: 2 })).toBe('2 rows');
  expect(createTranslate('ko', { 'a.rows_other': '{count}행' })('a.rows', { count: 1 })).toBe('1행');
});

it('t leaves unknown placeholders and keys as they are', () => {
  expect(t('a.hello', { name: 'Ada' })).toBe('Hello Ada, {count} times');
  expect(t('a.nothing')).toBe('a.nothing');
});

it('t keeps a number and its counter on one line in Japanese', () => {
  expect(createTranslate('ja', { 'a.rows': '{count} 行、残り 3 列' })('a.rows', { count: 1 })).toBe(
    '1\u00A0行、残り 3\u00A0列',
  );
});

it('chooseLanguage takes the first that we speak', () => {
  expect(chooseLanguage(['de', 'ko-KR', 'en-US'])).toBe('ko');
  expect(chooseLanguage([])).toBe('en');
});

it.each([
  [0, '0'],
  [999, '999'],
  [25_557_032, '25.56\u00A0M'],
  [115_605_504, '115.6\u00A0M'],
  [4_089_184_256, '4.089\u00A0G'],
  [-1500, '-1.5\u00A0k'],
])('format.si(%d) is %s', (value, text) => {
  expect(createFormat('en').si(value)).toBe(text);
});

it.each([
  [0, '0\u00A0B'],
  [200_704, '196\u00A0KiB'],
  [3_211_264, '3.06\u00A0MiB'],
  [1024 ** 3, '1\u00A0GiB'],
])('format.bytes(%d) is %s', (value, text) => {
  expect(createFormat('en').bytes(value)).toBe(text);
});

it('format.percent and format.milliseconds', () => {
  const format = createFormat('en');
  expect(format.percent(0.0283)).toBe('2.8%');
  expect(format.percent(0.0004)).toBe('<\u20090.1%');
  expect(format.percent(0)).toBe('0.0%');
  expect(format.milliseconds(12.34)).toBe('12.3\u00A0ms');
  expect(format.milliseconds(1234)).toBe('1.23\u00A0s');
});
