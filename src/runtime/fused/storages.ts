import type { Analysis } from '../../engine/analysis.ts';
import type { Shape } from '../../engine/shape.ts';
import type { FusedPlan, FusedStep } from './plan.ts';

/** A piece of memory for one feature map, and the steps during which it is in use. */
export interface Storage {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Index of the step that first writes it, and of the last that reads it. */
  first: number;
  last: number;
}

/** A step's output: a slice of the channels of a storage. */
export interface Slot {
  readonly storage: Storage;
  readonly offset: number;
  readonly channels: number;
}

/** A feature map as `[C, H, W]`; a vector is one pixel. */
export function mapShape(shape: Shape): readonly [channels: number, height: number, width: number] {
  const [channels = 1, height = 1, width = 1] = shape;
  return [channels, height, width];
}

/** Ids of all steps whose outputs a step reads. */
export function readBy(step: FusedStep): readonly string[] {
  return step.residual === undefined ? step.inputs : [...step.inputs, step.residual];
}

/** A storage for the output of every step. What a concatenation reads is a slice of it from the start, where it can be. */
export function assignStorages(plan: FusedPlan, analysis: Analysis): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const [index, step] of plan.steps.entries()) {
    const [channels, height, width] = mapShape(analysis.byId.get(step.id)?.output ?? []);
    slots.set(step.id, { storage: { channels, height, width, first: index, last: index }, offset: 0, channels });
  }
  for (const step of plan.steps) if (step.report.node.kind === 'Concat') mergeInputs(step, plan, slots);
  for (const [index, step] of plan.steps.entries()) {
    const written = slots.get(step.id)?.storage;
    if (written !== undefined) written.first = Math.min(written.first, index);
    for (const input of readBy(step)) {
      const read = slots.get(input)?.storage;
      if (read !== undefined) read.last = Math.max(read.last, index);
    }
  }
  const output = slots.get(plan.output)?.storage;
  if (output !== undefined) output.last = plan.steps.length;
  return slots;
}

/** Lets the inputs of a concatenation lie in it, but for the network's input and for what lies in another one already. */
function mergeInputs(step: FusedStep, plan: FusedPlan, slots: Map<string, Slot>): void {
  const whole = slots.get(step.id);
  if (whole === undefined) return;
  let offset = 0;
  for (const [index, input] of step.inputs.entries()) {
    const slot = slots.get(input);
    if (slot === undefined) return;
    const alone = slot.storage.channels === slot.channels && step.inputs.indexOf(input) === index;
    const isMap = slot.storage.height * slot.storage.width === whole.storage.height * whole.storage.width;
    const producer = plan.steps.find(({ id }) => id === input)?.report.node.kind;
    if (alone && isMap && producer !== 'Input' && producer !== 'Concat')
      slots.set(input, { storage: whole.storage, offset, channels: slot.channels });
    offset += slot.channels;
  }
}
