import type { StateCreator } from 'zustand/vanilla';
import type { Analysis } from '../engine/analysis.ts';
import { findNetwork, networks } from '../zoo/index.ts';
import { nearest } from '../zoo/nearest.ts';
import type { AppState, NetworkSlice, UserError } from './AppState.ts';
import { buildAnalysis } from './build-analysis.ts';
import { NO_CUTS } from './cut.ts';
import type { Size } from './limits.ts';
import { hasGroup } from './steps.ts';

/** The network that is shown where the address names none. */
export const DEFAULT_NETWORK = 'resnet50';

/** Which network is on the table. A change that cannot be leaves everything as it was, beside the error. */
export const createNetworkSlice: StateCreator<AppState, [], [], NetworkSlice> = (set, get) => {
  function show(network: string, size: Size, classes: number, analysis: Analysis, error: UserError | null): void {
    const { node, opened } = get();
    get().forgetRun(network !== get().network);
    set({
      network,
      size,
      classes,
      analysis,
      bench: null,
      refused: null,
      cuts: NO_CUTS,
      networkError: error,
      nodeError: null,
      node: node !== null && analysis.byId.has(node) ? node : null,
      opened: new Set([...opened].filter((id) => hasGroup(analysis.graph, id))),
      playing: false,
    });
  }

  function openNetwork(id: string, size: Size | null, classes: number | null, error: UserError | null = null): void {
    const entry = findNetwork(id);
    if (entry === undefined) {
      const close = nearest(
        id,
        networks.map((network) => network.id),
      );
      set({ networkError: { rule: 'unknownNetwork', values: { network: id, nearest: close } } });
      return;
    }
    if (error !== null && get().analysis !== null) {
      set({ networkError: error });
      return;
    }
    const wanted = { size: size ?? entry.defaults.size, classes: classes ?? entry.defaults.classes };
    const built = buildAnalysis(entry, wanted);
    if ('analysis' in built) show(id, wanted.size, wanted.classes, built.analysis, error);
    else if (get().analysis !== null || (size === null && classes === null)) set({ networkError: built.error });
    else openNetwork(id, null, null, built.error);
  }

  return {
    network: DEFAULT_NETWORK,
    size: [224, 224],
    classes: 1000,
    analysis: null,
    networkError: null,
    setNetwork: (id) => openNetwork(id, null, null),
    setSize: (size) => openNetwork(get().network, size, get().classes),
    setClasses: (classes) => openNetwork(get().network, get().size, classes),
    openNetwork,
  };
};
