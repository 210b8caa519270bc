import type { LabSpec, LabTask } from './LabSpec.ts';
import { uniform } from './uniform.ts';

/** A set of labelled examples that was generated from a seed. */
export interface TaskData {
  /** `[examples, ...shape]`, row-major. Shape is `[2]` for points and `[8, 8, 1]` for pictures. */
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
  readonly shape: readonly number[];
  readonly classes: number;
}

/** Examples of every task: few enough to see every one often, many enough not to be learned by heart. */
const EXAMPLES = 512;

const SIDE = 8;

/** The task's examples for a seed. `gratings` are pictures and go with convolutions, the others are points in the plane. */
export function makeTask(spec: Pick<LabSpec, 'task' | 'seed'>): TaskData {
  return GENERATORS[spec.task](`task.${spec.task}.${spec.seed}`);
}

const GENERATORS: Readonly<Record<LabTask, (name: string) => TaskData>> = {
  spirals: (name) =>
    points(name, 2, (label, along, noise) => {
      const radius = 0.15 + 1.35 * along;
      const angle = label * Math.PI + 1.25 * 2 * Math.PI * along;
      return [radius * Math.cos(angle) + noise[0] * 0.05, radius * Math.sin(angle) + noise[1] * 0.05];
    }),
  rings: (name) =>
    points(name, 3, (label, along, noise) => {
      const radius = 0.4 + 0.5 * label + noise[0] * 0.12;
      return [radius * Math.cos(2 * Math.PI * along), radius * Math.sin(2 * Math.PI * along)];
    }),
  gratings,
};

type Place = (label: number, along: number, noise: readonly [number, number]) => readonly [number, number];

function points(name: string, classes: number, place: Place): TaskData {
  const random = uniform(name, EXAMPLES * 3);
  const inputs = new Float32Array(EXAMPLES * 2);
  const labels = new Int32Array(EXAMPLES);
  for (let index = 0; index < EXAMPLES; index++) {
    const [along = 0, first = 0, second = 0] = random.subarray(index * 3, index * 3 + 3);
    const label = index % classes;
    labels[index] = label;
    inputs.set(place(label, (along + 1) / 2, [first, second]), index * 2);
  }
  return { inputs, labels, shape: [2], classes };
}

/** Stripes at one of four angles, with random phase and noise. */
function gratings(name: string): TaskData {
  const cells = SIDE * SIDE;
  const random = uniform(name, EXAMPLES * (cells + 1));
  const inputs = new Float32Array(EXAMPLES * cells);
  const labels = new Int32Array(EXAMPLES);
  for (let index = 0; index < EXAMPLES; index++) {
    const label = index % 4;
    const start = index * (cells + 1);
    const phase = Math.PI * (random[start] ?? 0);
    labels[index] = label;
    for (let cell = 0; cell < cells; cell++) {
      const along =
        (cell % SIDE) * Math.cos((label * Math.PI) / 4) + Math.floor(cell / SIDE) * Math.sin((label * Math.PI) / 4);
      inputs[index * cells + cell] = Math.sin(1.9 * along + phase) + 0.6 * (random[start + 1 + cell] ?? 0);
    }
  }
  return { inputs, labels, shape: [SIDE, SIDE, 1], classes: 4 };
}
