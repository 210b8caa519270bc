import type { StateCreator } from 'zustand/vanilla';
import type { AppState } from './AppState.ts';
import { NO_CUTS } from './cut.ts';
import type { LessonSlice } from './LessonSlice.ts';

/** Which lesson is open, and where in it. */
export const createLessonSlice: StateCreator<AppState, [], [], LessonSlice> = (set, get) => ({
  lesson: null,
  step: 1,
  hidden: [],
  lab: null,
  lit: [],
  bench: null,
  refused: null,
  openLesson: (lesson, step = 1) => set({ lesson, step, lab: null, lit: [], cuts: NO_CUTS }),
  goToStep: (step) => set({ step, lab: null, lit: [], cuts: NO_CUTS }),
  setLab: (lab) => set({ lab }),
  setLit: (lit) => set({ lit }),
  showLessonView: ({ network, size, classes, bench, level, opened, node }) => {
    const shown = get();
    const isShown =
      (shown.bench === null || bench !== null) &&
      shown.network === network &&
      (size === null || (size[0] === shown.size[0] && size[1] === shown.size[1])) &&
      (classes === null || classes === shown.classes);
    if (!isShown) shown.openNetwork(network, size, classes);
    if (bench !== null) set({ ...bench, bench: bench.analysis.graph.name });
    const { analysis } = get();
    const isKnown = node !== null && analysis?.byId.has(node) === true;
    set({ level, opened: new Set(opened), node: isKnown ? node : null, nodeError: null, lit: [], playing: false });
  },
});
