/** How far one lesson was read, and which of its exercises were solved. */
export interface LessonProgress {
  /** The furthest step that was seen, from 1. */
  readonly step: number;
  readonly solved: readonly string[];
}

/** Progress of all lessons on this device. */
export interface ProgressStore {
  of(slug: string): LessonProgress;
  /** Notes that a step was seen. */
  reach(slug: string, step: number): void;
  /** Notes that an exercise was solved. */
  solve(slug: string, exercise: string): void;
}

const KEY = 'shapewalk.lessons';
const NONE: LessonProgress = { step: 0, solved: [] };

/** Progress in a storage; where that is denied, full or holds something else, it lasts as long as the page. */
export function createProgress(storage: () => Pick<Storage, 'getItem' | 'setItem'>): ProgressStore {
  let known: Readonly<Record<string, LessonProgress>> = read();

  function read(): Readonly<Record<string, LessonProgress>> {
    try {
      const found: unknown = JSON.parse(storage().getItem(KEY) ?? '{}');
      return Object.fromEntries(Object.entries(found ?? {}).filter(([, value]) => isProgress(value)));
    } catch {
      return {};
    }
  }
  function keep(slug: string, progress: LessonProgress): void {
    known = { ...known, [slug]: progress };
    try {
      storage().setItem(KEY, JSON.stringify(known));
    } catch {
      // Denied or full: `known` serves until the page is closed.
    }
  }
  const of = (slug: string): LessonProgress => known[slug] ?? NONE;
  return {
    of,
    reach: (slug, step) => {
      if (step > of(slug).step) keep(slug, { ...of(slug), step });
    },
    solve: (slug, exercise) => {
      const { step, solved } = of(slug);
      if (!solved.includes(exercise)) keep(slug, { step, solved: [...solved, exercise] });
    },
  };
}

function isProgress(value: unknown): value is LessonProgress {
  if (typeof value !== 'object' || value === null || !('step' in value) || !('solved' in value)) return false;
  return typeof value.step === 'number' && Array.isArray(value.solved);
}

/** Progress in this browser. */
export const lessonProgress = createProgress(() => localStorage);
