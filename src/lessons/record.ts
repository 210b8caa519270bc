import type { LabSettings } from './lab-settings.ts';

/** What became of one recorded run. */
export interface RecordedRun {
  readonly depth: number;
  readonly shortcut: LabSettings['shortcut'];
  readonly seed: number;
  /** Steps until the target was reached; `null` if it never was. */
  readonly reached: number | null;
  /** Recent accuracy at the end. */
  readonly accuracy: number;
}

/** The setting in which depth is compared: everything that is known to help is on, only the shortcut differs. */
export const DEPTH_SETTINGS: LabSettings = {
  task: 'rings',
  layer: 'dense',
  depth: 50,
  width: 16,
  activation: 'relu',
  init: 'he',
  batchNorm: true,
  shortcut: 'identity',
  learningRate: 0.02,
  seed: 1,
};

/** What `scripts/record-lab.ts` runs. */
export const DEPTH_RECORD = {
  settings: DEPTH_SETTINGS,
  depths: [10, 50],
  shortcuts: ['none', 'identity'],
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  /** After so many steps a run is given up. */
  steps: 250,
  /** Share of rightly classified examples that counts as learned. */
  target: 0.95,
} as const;
