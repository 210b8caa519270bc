import type { StateCreator } from 'zustand/vanilla';
import { nearest } from '../zoo/nearest.ts';
import type { AppState, ViewSlice } from './AppState.ts';
import { preferences } from './preferences.ts';
import { blockAfter, firstLayer, firstNodeOf, hasGroup, layerAfter } from './steps.ts';

/** The level at which a network opens: blocks. */
export const DEFAULT_LEVEL = 1;

/** What is looked at, and how. */
export const createViewSlice: StateCreator<AppState, [], [], ViewSlice> = (set, get) => {
  function select(id: string | null): void {
    const { analysis, opened } = get();
    if (id === null) set({ node: null, nodeError: null });
    else if (analysis === null) return;
    else if (analysis.byId.has(id)) set({ node: id, nodeError: null });
    else if (hasGroup(analysis.graph, id))
      set({ node: firstNodeOf(analysis.graph, id), nodeError: null, opened: new Set(opened).add(id) });
    else {
      const close = nearest(id, [...analysis.byId.keys(), ...analysis.graph.blocks.map((block) => block.id)]);
      set({ nodeError: { rule: 'noSuchNode', values: { node: id, network: get().network, nearest: close } } });
    }
  }

  return {
    mode: 'explore',
    lang: preferences.lang(),
    theme: preferences.theme(),
    node: null,
    nodeError: null,
    level: DEFAULT_LEVEL,
    opened: new Set(),
    measure: 'macs',
    playing: false,
    setMode: (mode) => {
      const { bench, network, size, classes, openNetwork } = get();
      // A lesson's own graph stays in the lesson.
      if (bench !== null && mode !== 'learn') openNetwork(network, size, classes);
      set({ mode, playing: false });
    },
    setLang: (lang) => {
      preferences.keepLang(lang);
      set({ lang });
    },
    setTheme: (theme) => {
      preferences.keepTheme(theme);
      set({ theme });
    },
    select,
    setLevel: (level) => set({ level, opened: new Set() }),
    toggleOpen: (id) => {
      const opened = new Set(get().opened);
      if (!opened.delete(id)) opened.add(id);
      set({ opened });
    },
    setOpened: (opened) => set({ opened }),
    setMeasure: (measure) => set({ measure }),
    stepLayer: (by) => {
      const { analysis, node } = get();
      if (analysis !== null) select(layerAfter(analysis, node, by));
    },
    stepBlock: (by) => {
      const { analysis, node } = get();
      if (analysis !== null) select(blockAfter(analysis, node, by));
    },
    goHome: () => {
      const { analysis } = get();
      if (analysis !== null) select(firstLayer(analysis));
    },
    goEnd: () => {
      const { analysis } = get();
      if (analysis !== null) select(analysis.graph.output);
    },
    setPlaying: (playing) => set({ playing }),
    dismissErrors: () => set({ networkError: null, nodeError: null }),
  };
};
