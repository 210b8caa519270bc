import type { StoreApi } from 'zustand/vanilla';
import type { Analysis } from '../engine/analysis.ts';
import { findNetwork } from '../zoo/index.ts';
import type { AppState, Mode } from './AppState.ts';
import { readCuts, writeCuts } from './cut.ts';
import type { Size } from './limits.ts';
import { DEFAULT_NETWORK } from './network.ts';
import { type Address, readAddress, writeAddress } from './permalink.ts';
import { preferences } from './preferences.ts';
import { hasGroup } from './steps.ts';
import { app } from './store.ts';
import { DEFAULT_LEVEL } from './view.ts';

/** The address of the state, with what is default left out. */
function addressOf(state: AppState): Address {
  const defaults = findNetwork(state.network)?.defaults;
  const isDefaultSize = defaults?.size.every((side, axis) => side === state.size[axis]) ?? false;
  return {
    network: state.network,
    node: state.bench === null ? state.node : null,
    mode: state.mode,
    size: isDefaultSize ? null : state.size,
    classes: state.classes === defaults?.classes ? null : state.classes,
    lang: state.lang === preferences.lang() ? null : state.lang,
    theme: state.theme === preferences.theme() || state.theme === 'system' ? null : state.theme,
    ...lessonOf(state),
    chain: state.chain,
    cuts: isCutShown(state.mode) ? writeCuts(state.cuts) : [],
    level: state.level === DEFAULT_LEVEL || state.bench !== null ? null : state.level,
    opened: state.bench === null ? [...state.opened] : [],
  };
}

/** Whether the page of a mode shows what is cut; the others leave it as it is. */
function isCutShown(mode: Mode): boolean {
  return mode === 'run' || mode === 'learn';
}

/** What the Learn page adds to the address: nothing on the other pages. */
function lessonOf({ mode, lesson, step, hidden, lab }: AppState): Pick<Address, 'lesson' | 'step' | 'hidden' | 'lab'> {
  if (mode !== 'learn' || lesson === null) return { lesson: null, step: null, hidden: [], lab: null };
  return { lesson, step: step === 1 ? null : step, hidden, lab };
}

/** The hash that leads to the present state with some things changed: for links. */
export function hrefTo(state: AppState, change: Partial<Address>): string {
  const address = { ...addressOf(state), ...change };
  return writeAddress(address.mode === 'own' ? address : { ...address, chain: null });
}

/** The hash to give away: it names the language, so that the reader sees what the sender sees. */
export function hrefToShare(state: AppState): string {
  return hrefTo(state, { lang: state.lang });
}

/** Brings a store to where an address points. An address that cannot be followed leaves an error and the former network. */
function followAddress(store: StoreApi<AppState>, hash: string): void {
  const { address, error } = readAddress(hash);
  const before = store.getState();
  const network = address.network ?? DEFAULT_NETWORK;
  store.setState({ lang: address.lang ?? preferences.lang(), theme: address.theme ?? preferences.theme() });
  if ((isOnTable(before, network, address.size, address.classes) || isSameBench(before, address)) && error === null) {
    store.setState({ networkError: null });
  } else {
    before.openNetwork(network, address.size, address.classes, error);
    if (store.getState().networkError !== null && before.analysis !== null) return;
  }
  const { analysis } = store.getState();
  if (analysis === null) return;
  store.setState({
    mode: address.mode,
    lesson: address.lesson,
    step: address.step ?? 1,
    hidden: address.hidden,
    lab: address.lab,
    level: address.level ?? DEFAULT_LEVEL,
    opened: new Set(address.opened.filter((id) => hasGroup(analysis.graph, id))),
    node: null,
    nodeError: null,
  });
  if (address.node !== null) store.getState().select(address.node);
  if (isCutShown(address.mode)) followCuts(store, address, analysis);
  // The other pages keep the chain for the way back.
  if (address.mode === 'own') store.getState().setChain(address.chain);
}

/** Cuts what the address says. What the network does not have to be cut is told, and the rest is cut. */
function followCuts(store: StoreApi<AppState>, address: Address, analysis: Analysis): void {
  const { cuts, unknown } = readCuts(address.cuts, analysis);
  store.setState({ cuts });
  if (unknown.length === 0) return;
  const [first = '–'] = analysis.residuals.map(({ add }) => `${add}:shortcut, ${add}:branch …`);
  store.setState({
    nodeError: { rule: 'badOption', values: { name: 'cut', value: unknown.join(','), allowed: first } },
  });
}

/** Whether the address leads to the step whose own graph is on the table. */
function isSameBench({ bench, lesson, step }: AppState, address: Address): boolean {
  return bench !== null && address.mode === 'learn' && address.lesson === lesson && (address.step ?? 1) === step;
}

function isOnTable(state: AppState, network: string, size: Size | null, classes: number | null): boolean {
  const defaults = findNetwork(network)?.defaults;
  if (state.analysis === null || state.bench !== null || state.network !== network || defaults === undefined)
    return false;
  const wanted = size ?? defaults.size;
  return wanted[0] === state.size[0] && wanted[1] === state.size[1] && (classes ?? defaults.classes) === state.classes;
}

/** Milliseconds that steps are gathered before the address is replaced: browsers allow about 100 replacements in 30 s. */
const GATHER = 120;

/** The part of `window` that the address needs. */
export type AddressBar = Pick<Window, 'history' | 'location' | 'addEventListener' | 'setTimeout' | 'clearTimeout'>;

/**
 * Ties a store to the address bar, both ways. Another network, size, number of classes, mode or lesson is a new entry of the
 * history, and so is another step of a lesson, which brings its network along, and a chain that was opened as a whole; everything else
 * replaces the present one. Back, forward and addresses typed by hand are followed.
 */
export function connectAddress(bar: AddressBar, store: StoreApi<AppState> = app): void {
  let written = bar.location.hash;
  let waiting: number | undefined;
  let following = false;

  function replace(): void {
    bar.clearTimeout(waiting);
    waiting = undefined;
    const hash = hrefTo(store.getState(), {});
    if (hash === written) return;
    written = hash;
    bar.history.replaceState(null, '', hash);
  }
  function follow(): void {
    bar.clearTimeout(waiting);
    waiting = undefined;
    if (bar.location.hash === written && store.getState().analysis !== null) return;
    written = bar.location.hash;
    following = true;
    followAddress(store, written);
    following = false;
  }

  written = '';
  follow();
  bar.addEventListener('popstate', follow);
  bar.addEventListener('hashchange', follow);
  store.subscribe((state, before) => {
    if (following || state.analysis === null) return;
    const isNewPlace =
      before.analysis !== null &&
      (state.mode !== before.mode ||
        state.lesson !== before.lesson ||
        state.chainsOpened !== before.chainsOpened ||
        (state.lesson !== null && state.mode === 'learn'
          ? state.step !== before.step
          : state.network !== before.network || state.size !== before.size || state.classes !== before.classes));
    if (!isNewPlace) {
      waiting ??= bar.setTimeout(replace, GATHER);
      return;
    }
    if (waiting !== undefined) {
      bar.clearTimeout(waiting);
      waiting = undefined;
      const former = hrefTo(before, {});
      if (former !== written) bar.history.replaceState(null, '', former);
    }
    const hash = hrefTo(state, {});
    if (hash === written) return;
    written = hash;
    bar.history.pushState(null, '', written);
  });
}
