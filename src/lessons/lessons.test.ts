import { describe, expect, it } from 'vitest';
import { createFormat } from '../i18n/format.ts';
import { type LanguageCode, languages } from '../i18n/languages.ts';
import { createTranslate } from '../i18n/translate.ts';
import { formatFacts } from '../ui/lesson/format-fact.ts';
import { parseProse } from '../ui/lesson/prose.ts';
import { analysisOfView } from './bench.ts';
import { judge } from './Exercise.ts';
import { lessons } from './index.ts';
import type { Step } from './Lesson.ts';
import { createRandom } from './random.ts';

const codes = Object.keys(languages) as LanguageCode[];
const words = new Map(
  await Promise.all(codes.map(async (code) => [code, await languages[code].loadPart('lessons')] as const)),
);

/** Names, years and notations that hold digits and are no measured value. */
const NAMES = /v1(?:\.5)?|분의 1|分の 1|ResNe(?:X)?t-\d+|VGG-\d+|CIFAR-10|\d×\d|2015|[KSPD] = \d|\+ 1|1 −|0\.25/g;

/** Korean particles behind a number that do not go with its last sound: consonants at the end of 0, 1, 3, 6, 7 and 8, of which 1, 7 and 8 take 로. */
const MISHEARD =
  /[013678]\]?(?:를|는|가|와)(?=[\s,.])|[2459]\]?(?:을|은|이|과)(?=[\s,.])|[036]\]?로(?=[\s,.])|[1245789]\]?으로(?=[\s,.])/;

/** Keys of everything that a lesson must say. */
function keysOf(lesson: (typeof lessons)[number]): readonly string[] {
  const { slug, steps } = lesson;
  const exercises = steps.flatMap((step) => step.exercises ?? []);
  return [
    `${slug}.title`,
    `${slug}.summary`,
    ...steps.flatMap((step) => [`${slug}.${step.id}.title`, `${slug}.${step.id}.body`, ...widgetKeys(slug, step)]),
    ...exercises.flatMap(({ id, ask }) => [
      ...['question', 'hint', 'solution'].map((part) => `${slug}.exercise.${id}.${part}`),
      ...[
        ...new Set(Array.from({ length: 40 }, (_value, seed) => Object.keys(ask(createRandom(seed)).mistakes)).flat()),
      ].map((slip) => `${slug}.exercise.${id}.mistake.${slip}`),
    ]),
  ].map((key) => `lessons.${key}`);
}

/** Keys of what a widget says: a line for each network, the guide, and what was measured. */
function widgetKeys(slug: string, { id, widget }: Step): readonly string[] {
  if (widget?.kind !== 'gradients') return [];
  return [
    `${slug}.${id}.reading`,
    ...widget.variants.map((variant) => `${slug}.${id}.variant.${variant.id}`),
    ...(widget.bound === undefined ? [] : [`${slug}.${id}.bound`]),
  ];
}

describe.each(lessons.map((lesson) => [lesson.slug, lesson] as const))('%s', (slug, lesson) => {
  it.each(codes)('says everything in %s, and nothing that no step asks for', (code) => {
    const said = Object.keys(words.get(code) ?? {}).filter((key) => key.startsWith(`lessons.${slug}.`));
    expect(said.toSorted()).toEqual([...keysOf(lesson)].toSorted());
  });

  it.each(codes)('types no number into its prose in %s', (code) => {
    for (const [key, sentence] of Object.entries(words.get(code) ?? {})) {
      if (!key.startsWith(`lessons.${slug}.`)) continue;
      const plain = sentence
        .replace(/\$[^$]*\$|\{\w+\}/g, '')
        .replace(NAMES, '')
        .replace(/1을|1 を|add 1|· 1 · 1/g, '');
      expect(plain.match(/\d+/g) ?? [], key).toEqual([]);
    }
  });

  it.each(codes)('fills every placeholder and knows every term in %s', (code) => {
    const t = createTranslate(code, words.get(code) ?? {});
    for (const step of lesson.steps) {
      const analysis = analysisOfView(step.view);
      const text = t(`lessons.${slug}.${step.id}.body`, formatFacts(step.facts?.(analysis) ?? {}, createFormat(code)));
      expect(text, step.id).not.toMatch(/\{\w+\}|NaN|undefined/);
      if (code === 'ko') expect(text, step.id).not.toMatch(MISHEARD);
      for (const { pieces } of parseProse(text))
        for (const piece of pieces)
          if (piece.kind === 'term') expect(step.terms?.[piece.term]?.length, `${step.id} ${piece.term}`).toBeTruthy();
    }
  });

  it('shows layers, blocks and stages that are there', () => {
    for (const step of lesson.steps) {
      const { byId, graph } = analysisOfView(step.view);
      const groups = [...graph.blocks, ...graph.stages].map(({ id }) => id);
      const { node, opened = [] } = step.view;
      for (const id of [...(node === undefined ? [] : [node]), ...Object.values(step.terms ?? {}).flat()])
        expect(byId.has(id), `${step.id} ${id}`).toBe(true);
      for (const id of opened) expect(groups).toContain(id);
    }
  });

  it('has at least three exercises', () => {
    expect(lesson.steps.flatMap((step) => step.exercises ?? []).length).toBeGreaterThanOrEqual(3);
  });

  it.each(codes)('asks with numbers of its own, judges the answer right and names every slip in %s', (code) => {
    const t = createTranslate(code, words.get(code) ?? {});
    for (const { id, ask } of lesson.steps.flatMap((step) => step.exercises ?? []))
      for (let seed = 0; seed < 40; seed++) {
        const question = ask(createRandom(seed));
        expect(ask(createRandom(seed))).toEqual(question);
        expect(judge(question, question.answer)).toEqual({ kind: 'right' });
        for (const [slip, value] of Object.entries(question.mistakes))
          expect(judge(question, value)).toEqual({ kind: 'slip', slip });
        const values = { ...formatFacts(question.facts, createFormat(code)), answer: String(question.answer) };
        for (const part of ['question', 'hint', 'solution'])
          expect(t(`lessons.${slug}.exercise.${id}.${part}`, values)).not.toMatch(/\{\w+\}|NaN/);
      }
  });
});
