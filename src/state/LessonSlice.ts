import type { Bench } from '../lessons/bench.ts';
import type { Level } from './AppState.ts';

/** What a step of a lesson puts on the table. */
export interface LessonView {
  readonly network: string;
  /** The network's own where `null`. */
  readonly size: readonly [height: number, width: number] | null;
  readonly classes: number | null;
  /** A graph of the lesson's own, shown in place of the network. */
  readonly bench: Bench | null;
  readonly level: Level;
  readonly opened: readonly string[];
  readonly node: string | null;
}

/** Which lesson is open, and where in it. What the lessons say is loaded with the Learn page. */
export interface LessonSlice {
  /** Slug of the open lesson; `null` shows the list. */
  readonly lesson: string | null;
  /** From 1. */
  readonly step: number;
  /** Parts of the lesson that a teacher's link hides. */
  readonly hidden: readonly string[];
  /** Settings of the laboratory that differ from the step's own, as text; `null` where none do. */
  readonly lab: string | null;
  /** Nodes that a word of the lesson points at: lit on the graph. */
  readonly lit: readonly string[];
  /** Name of the lesson's own graph that is on the table in place of the network; `null` while the network itself is. */
  readonly bench: string | null;
  /** The node of that graph that refuses what arrives. */
  readonly refused: string | null;
  /** Opens a lesson at a step, or the list. */
  openLesson(slug: string | null, step?: number): void;
  goToStep(step: number): void;
  setLab(settings: string | null): void;
  setLit(nodes: readonly string[]): void;
  /** Puts a step's network on the table as the step wants it seen. */
  showLessonView(view: LessonView): void;
}
