import type { Analysis, NodeReport } from '../../engine/analysis.ts';
import type { Sides } from '../../engine/resolve-padding.ts';
import type { FusedPlan } from '../fused/plan.ts';
import { assignStorages, mapShape, readBy, type Slot, type Storage } from '../fused/storages.ts';
import type { Addresses } from './Addresses.ts';
import { isWinograd, TILE, TILE_INPUTS } from './algorithm.ts';

/** Where a feature map lies: `[H, W, C]` with a border of zeros that its readers take as padding. */
export interface Placed {
  /** Address of the first value inside the border. */
  readonly at: number;
  /** Floats from one pixel and from one row to the next. */
  readonly pixel: number;
  readonly row: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly border: Sides;
}

/** Where a storage begins, and its border. */
interface Place {
  border: Sides;
  at: number;
}

/** A place for the output of every step. Memory is used again as soon as its last reader is done. */
export function arrangeTensors(plan: FusedPlan, analysis: Analysis, addresses: Addresses): ReadonlyMap<string, Placed> {
  const slots = assignStorages(plan, analysis);
  const places = new Map<Storage, Place>();
  for (const { storage } of slots.values()) places.set(storage, { border: [0, 0, 0, 0], at: 0 });
  for (const step of plan.steps)
    for (const input of readBy(step)) {
      const slot = slots.get(input);
      const place = slot && places.get(slot.storage);
      if (place !== undefined) place.border = widest(place.border, borderFor(step.report));
    }
  arrange(places, addresses);
  return new Map([...slots].map(([id, slot]) => [id, toPlaced(slot, places)]));
}

/** Zeros around the input that a convolution reads beyond it; Winograd's last tiles reach further than the padding. */
function borderFor(report: NodeReport): Sides {
  const { window, node, inputs, output } = report;
  if (node.kind !== 'Conv2d' || window === undefined) return [0, 0, 0, 0];
  const [, height, width] = mapShape(inputs[0] ?? []);
  const [, outHeight, outWidth] = mapShape(output);
  const [top, left] = window.padding;
  const reach = (axis: 0 | 1, places: number): number =>
    isWinograd(report)
      ? Math.ceil(places / TILE) * TILE + TILE_INPUTS - TILE
      : (places - 1) * window.stride[axis] + window.dilation[axis] * (window.kernelSize[axis] - 1) + 1;
  return [top, left, Math.max(0, reach(0, outHeight) - height - top), Math.max(0, reach(1, outWidth) - width - left)];
}

function widest(a: Sides, b: Sides): Sides {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** The largest first, each at the lowest place that is free while it lives. */
function arrange(places: ReadonlyMap<Storage, Place>, addresses: Addresses): void {
  const arranged: (Storage & { readonly at: number; readonly bytes: number })[] = [];
  let end = 0;
  const sized = [...places].map(([storage, place]) => ({ storage, place, bytes: bytesOf(storage, place) }));
  for (const { storage, place, bytes } of sized.sort((a, b) => b.bytes - a.bytes)) {
    const rivals = arranged.filter(({ first, last }) => first <= storage.last && storage.first <= last);
    for (const rival of rivals.sort((a, b) => a.at - b.at)) {
      if (place.at + bytes <= rival.at) break;
      place.at = Math.max(place.at, rival.at + rival.bytes);
    }
    end = Math.max(end, place.at + bytes);
    arranged.push({ ...storage, at: place.at, bytes });
  }
  const base = addresses.reserve(end);
  for (const place of places.values()) place.at += base;
}

function bytesOf({ channels, height, width }: Storage, { border: [top, left, bottom, right] }: Place): number {
  return Math.ceil((channels * (height + top + bottom) * (width + left + right) * 4) / 64) * 64;
}

function toPlaced({ storage, offset, channels }: Slot, places: ReadonlyMap<Storage, Place>): Placed {
  const { border, at } = places.get(storage) ?? { border: [0, 0, 0, 0] as const, at: 0 };
  const { height, width, channels: pixel } = storage;
  const row = pixel * (width + border[1] + border[3]);
  return {
    at: at + 4 * (border[0] * row + border[1] * pixel + offset),
    pixel,
    row,
    channels,
    height,
    width,
    border,
  };
}
