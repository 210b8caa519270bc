import { PANEL } from './algorithm.ts';

/** Bytes of filters that a job takes, where a panel is not more: small enough that all threads end at about the same time. */
const PART_BYTES = 2 ** 20;

/** The 32-bit words of one job, in the order of `Job` in scripts/wasm/kernels/pack.h. */
const JOB_FIELDS = [
  'layout',
  'from',
  'scale',
  'first',
  'end',
  'inputs',
  'cells',
  'to',
  'outputs',
  'width',
  'starts',
  'room',
  'done',
] as const;

/** The layouts, numbered as in scripts/wasm/kernels/pack.h. */
export const LAYOUTS = { panels: 0, groups: 1, winograd: 2, linear: 3 } as const;

/** Words that are the same for all jobs of a layer: into which layout its weights are packed, and where. What is left out is zero. */
export type LayerWords = {
  readonly [Field in 'layout' | 'inputs' | 'cells' | 'to']: number;
} & { readonly [Field in 'outputs' | 'width' | 'starts']?: number };

/** Packing of some outputs of a layer. */
export type PackJob = LayerWords & {
  readonly [Field in 'first' | 'end']: number;
} & { readonly [Field in 'from' | 'scale' | 'room']?: number };

/** Bytes of one job. */
export const JOB_BYTES = JOB_FIELDS.length * Int32Array.BYTES_PER_ELEMENT;

/** Place among a job's words of what it found: 0 until it is done, then 1 if all weights are finite, else 2. */
export const JOB_DONE = JOB_FIELDS.indexOf('done');

/** Writes a job's words at `at`, a place among `words`. */
export function writeJob(words: Int32Array, at: number, job: PackJob): void {
  const values: Partial<Record<(typeof JOB_FIELDS)[number], number>> = job;
  for (const [index, field] of JOB_FIELDS.entries()) words[at + index] = values[field] ?? 0;
}

/** The outputs of a layer, from one up to another, that each job takes: whole panels. Filters or rows have so many bytes each. */
export function partsOf(outputs: number, bytes: number): readonly (readonly [first: number, end: number])[] {
  const most = Math.max(1, Math.floor(PART_BYTES / (bytes * PANEL))) * PANEL;
  const count = Math.ceil(outputs / most);
  return Array.from({ length: count }, (_unused, part) => [part * most, Math.min(outputs, (part + 1) * most)]);
}
