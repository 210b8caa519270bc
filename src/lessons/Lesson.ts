import type { Analysis } from '../engine/analysis.ts';
import type { Graph } from '../engine/graph.ts';
import type { BlockForm } from './block-forms.ts';
import type { Exercise } from './Exercise.ts';
import type { Facts } from './facts.ts';
import type { BranchPadding } from './inception-module.ts';
import type { LabSettings } from './lab-settings.ts';
import type { PuzzleTask } from './shapes-puzzle.ts';
import type { WindowPlay } from './window-play.ts';

/** What a step shows on the graph. */
export interface StepView {
  /** Id of the zoo. */
  readonly network: string;
  /** The network's own where absent. */
  readonly size?: readonly [height: number, width: number];
  readonly classes?: number;
  /** A graph of the lesson's own, shown in place of the network, which stays in the address and on the other pages. */
  graph?(): Graph;
  /** 0 stages, 1 blocks, 2 layers; 1 where absent. */
  readonly level?: 0 | 1 | 2;
  /** Blocks and stages that stand open. */
  readonly opened?: readonly string[];
  /** The layer that is brought into sight. */
  readonly node?: string;
}

/** What stands below the graph, or in its place, and is played with. */
export type Widget =
  /** Norm of the gradient at every layer's input from one real backward pass, one line for each of the variants. */
  | {
      readonly kind: 'gradients';
      readonly variants: readonly { readonly id: string; readonly settings: LabSettings }[];
      readonly controls: readonly (keyof LabSettings)[];
      /** Draws boundⁿ beside the measured norms. */
      readonly bound?: number;
    }
  /** An activation function and its derivative, side by side. */
  | { readonly kind: 'curves'; readonly activations: readonly LabSettings['activation'][] }
  /** Two networks in training, without and with the shortcut. */
  | { readonly kind: 'training'; readonly settings: LabSettings; readonly controls: readonly (keyof LabSettings)[] }
  /** What the laboratory measured over several seeds, from the project's own record. */
  | { readonly kind: 'record' }
  /** A window over a small map. */
  | { readonly kind: 'window'; readonly play: WindowPlay }
  /** The three networks that are called ResNet-50, stage by stage. */
  | { readonly kind: 'versions' }
  /** A new head on a frozen network, trained on pictures of the learner. */
  | { readonly kind: 'transfer' }
  /** Branches whose padding is chosen until they can be joined. */
  | { readonly kind: 'concat'; readonly start: BranchPadding }
  /** One block in several forms, run with the weights of one. */
  | { readonly kind: 'forms'; readonly forms: readonly BlockForm[] }
  /** Cardinality against width, with the cost kept level. */
  | { readonly kind: 'cardinality' }
  /** The step's network on a picture, whole and with shortcuts or branches cut. The step is shown only where its weights are built in. */
  | { readonly kind: 'cut' }
  /** Gradient at every layer of the step's network and of its plain twin, both trained. Shown only where both weights are built in. */
  | { readonly kind: 'backward'; readonly plain: string };

/** One idea: a few sentences, what they are about on the graph, and what can be tried. */
export interface Step {
  /** Prose stands under `lessons.<slug>.<id>.title` and `.body`; of a widget also `.reading`. */
  readonly id: string;
  readonly view: StepView;
  /** Ids of the nodes that a coloured word of the prose stands for. */
  readonly terms?: Readonly<Record<string, readonly string[]>>;
  /** Values of the prose's placeholders, worked out on the step's network. */
  facts?(analysis: Analysis): Facts;
  readonly widget?: Widget;
  /** Shapes to be brought together by a projection. */
  readonly puzzle?: PuzzleTask;
  readonly exercises?: readonly Exercise[];
}

/** A lesson: steps in order, each with an address of its own. */
export interface Lesson {
  /** Stands in the address: `skip-connections`. Prose: `lessons.<slug>.title` and `.summary`. */
  readonly slug: string;
  /** How long it takes a newcomer. */
  readonly minutes: number;
  readonly steps: readonly Step[];
}
