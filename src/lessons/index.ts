import { bottleneck } from './bottleneck.ts';
import { cardinality } from './cardinality.ts';
import { countingParameters } from './counting-parameters.ts';
import { inception } from './inception.ts';
import type { Lesson } from './Lesson.ts';
import { outputSizeLesson } from './output-size.ts';
import { resnet50 } from './resnet-50.ts';
import { shapesDisagree } from './shapes-disagree.ts';
import { skipConnections } from './skip-connections.ts';
import { transferLearning } from './transfer-learning.ts';
import { vanishingGradient } from './vanishing-gradient.ts';

/** Every lesson, in the order of the list. Add yours here. */
export const lessons: readonly Lesson[] = [
  outputSizeLesson,
  countingParameters,
  vanishingGradient,
  skipConnections,
  shapesDisagree,
  bottleneck,
  resnet50,
  cardinality,
  inception,
  transferLearning,
];

/** The lesson of this slug; `undefined` if there is none. */
export function findLesson(slug: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.slug === slug);
}
