import type { Analysis } from '../engine/analysis.ts';
import { count, type Facts } from './facts.ts';
import type { Lesson, Step } from './Lesson.ts';
import { reportOf } from './measures.ts';
import { projectionFacts, windowFacts } from './projection-facts.ts';
import { dilatedSize, keptSize, lostRows, paddedSize, plainSize } from './size-exercises.ts';
import { type WindowPlay, type WindowSetting, windowGraph } from './window-play.ts';

const START: WindowSetting = { size: 7, kernel: 3, stride: 1, padding: 0, dilation: 1 };

/** A step that plays with a window. */
function play(id: string, change: Partial<WindowSetting>, controls: WindowPlay['controls']): Step {
  const start = { ...START, ...change };
  return {
    id,
    view: { network: 'resnet50', graph: () => windowGraph(start), level: 2 },
    terms: { conv: ['conv'], input: ['input'] },
    facts: (analysis) => windowFacts(analysis, 'conv'),
    widget: { kind: 'window', play: { start, controls } },
  };
}

const byHand: readonly Step[] = [
  play('slide', {}, ['size', 'kernel']),
  play('stride', { stride: 2 }, ['size', 'stride']),
  { ...play('floor', { size: 8, stride: 2 }, ['size', 'kernel', 'stride']), exercises: [plainSize] },
  { ...play('padding', { padding: 1 }, ['kernel', 'padding', 'stride']), exercises: [keptSize] },
  {
    ...play('dilation', { size: 9, dilation: 2 }, ['kernel', 'dilation', 'padding', 'stride']),
    exercises: [dilatedSize],
  },
];

const inNetworks: readonly Step[] = [
  {
    id: 'stem',
    view: { network: 'resnet50', level: 1, node: 'conv1' },
    terms: { conv: ['conv1'], input: ['input'] },
    facts: (analysis) => projectionFacts(analysis, 'conv1'),
    exercises: [paddedSize],
  },
  {
    id: 'pooling',
    view: { network: 'resnet50', level: 1, node: 'maxpool' },
    terms: { pool: ['maxpool'], conv: ['conv1'] },
    facts: (analysis) => ({
      ...projectionFacts(analysis, 'maxpool'),
      of: count(placesOf(analysis, 'input') / placesOf(analysis, 'maxpool')),
    }),
  },
  {
    id: 'lost',
    view: { network: 'alexnet', size: [226, 226], level: 1, node: 'features.0' },
    terms: { conv: ['features.0'] },
    facts: leftOver,
    exercises: [lostRows],
  },
];

function placesOf(analysis: Analysis, id: string): number {
  const [, height = 1, width = 1] = reportOf(analysis, id).output;
  return height * width;
}

function leftOver(analysis: Analysis): Facts {
  const { window, lost, inputs } = reportOf(analysis, 'features.0');
  const [rows, padding] = [lost?.rows ?? 0, window?.padding[2] ?? 0];
  return {
    ...windowFacts(analysis, 'features.0'),
    real: count(Math.max(0, rows - padding)),
    inPadding: count(Math.min(rows, padding)),
    least: count((inputs[0]?.[1] ?? 0) - rows),
  };
}

/** How many places a window fits: one formula for convolutions and pools. */
export const outputSizeLesson: Lesson = { slug: 'output-size', minutes: 15, steps: [...byHand, ...inNetworks] };
