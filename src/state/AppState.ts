import type { Analysis, NodeReport } from '../engine/analysis.ts';
import type { WireError } from '../worker/protocol.ts';
import type { CutSlice } from './CutSlice.ts';
import type { LessonSlice } from './LessonSlice.ts';
import type { OwnSlice } from './OwnSlice.ts';
import type { RunSlice } from './RunSlice.ts';
import type { UpdateSlice } from './update.ts';

/** The five pages. */
export type Mode = 'explore' | 'table' | 'run' | 'learn' | 'own';

/** Languages of the interface. */
export type Lang = 'en' | 'ko' | 'ja';

/** Theme: as chosen, or the system's. */
export type Theme = 'light' | 'dark' | 'system';

/** How much the graph shows: 0 stages, 1 blocks, 2 layers. */
export type Level = 0 | 1 | 2;

/** An error for people: message id of `errors.json` and the values of its sentence. */
export type UserError = Pick<WireError, 'rule' | 'values'>;

/** Which network is on the table. */
export interface NetworkSlice {
  /** Id of the zoo. */
  readonly network: string;
  readonly size: readonly [height: number, width: number];
  readonly classes: number;
  /** `null` only while an error stands and nothing was shown before. */
  readonly analysis: Analysis | null;
  /** Error of the last change (unknown network, size that does not fit); the former network stays on the table. */
  readonly networkError: UserError | null;
  setNetwork(id: string): void;
  setSize(size: readonly [number, number]): void;
  setClasses(classes: number): void;
  /**
   * Puts a network on the table at a size and number of classes (its own where `null`). Where that cannot be, the error is kept and
   * nothing else changes; only when nothing is on the table yet, the network is shown at its own settings beside the error.
   */
  openNetwork(
    id: string,
    size: readonly [height: number, width: number] | null,
    classes: number | null,
    error?: UserError | null,
  ): void;
}

/** What the strip under the graph shows of every layer. There is a time once a picture has run. */
export type MeasureId = 'channels' | 'size' | 'params' | 'macs' | 'memory' | 'field' | 'time';

/** What is looked at. */
export interface ViewSlice {
  readonly mode: Mode;
  readonly lang: Lang;
  readonly theme: Theme;
  /** Selected node, or `null`. Always a node of the network on the table. */
  readonly node: string | null;
  readonly nodeError: UserError | null;
  /** Level of the whole graph. */
  readonly level: Level;
  /** Blocks and stages opened one by one, beyond the level. */
  readonly opened: ReadonlySet<string>;
  readonly measure: MeasureId;
  readonly playing: boolean;
  setMode(mode: Mode): void;
  setLang(lang: Lang): void;
  setTheme(theme: Theme): void;
  /** Selects a node; of a block or stage its first node, and opens it. An unknown id becomes `nodeError`. */
  select(id: string | null): void;
  setLevel(level: Level): void;
  toggleOpen(id: string): void;
  /** Replaces the set of opened blocks and stages. */
  setOpened(opened: ReadonlySet<string>): void;
  setMeasure(measure: MeasureId): void;
  /** Steps in the order of execution; +1 next, -1 previous; stays within the ends. Nodes that never run are passed over. */
  stepLayer(by: 1 | -1): void;
  /** First layer of the next or previous block (or layer outside of blocks). */
  stepBlock(by: 1 | -1): void;
  goHome(): void;
  goEnd(): void;
  setPlaying(playing: boolean): void;
  dismissErrors(): void;
}

/** Everything the app knows. */
export type AppState = NetworkSlice & ViewSlice & CutSlice & RunSlice & UpdateSlice & LessonSlice & OwnSlice;

/** Report of the selected node; `null` if none is selected. */
export type SelectedReport = NodeReport | null;
