import { letMessagesIn } from '../../formats/let-messages-in.ts';
import type { PackLine } from './PackLine.ts';
import { LAYOUTS, type LayerWords, type PackJob, partsOf } from './pack-job.ts';
import type { Rooms } from './Rooms.ts';

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const FACTOR = Float64Array.BYTES_PER_ELEMENT;

/** A layer's filters `[outputs, inputs, cells]`, and the factor of each output. */
export interface Filters {
  readonly weight: Float32Array;
  readonly scale: Float64Array;
}

/** A room, and how many jobs still need it. */
interface Room {
  readonly from: Rooms;
  readonly at: number;
  readonly bytes: number;
  jobs: number;
}

/** Where filters wait to be packed: memory that feature maps will have. */
export interface WaitingRooms {
  readonly arrays: Rooms;
  /** For whatever no array's room is free for, one job's filters at a time. */
  readonly parts: Rooms;
}

/**
 * Packs weights on the threads that will compute, while this one reads the file. It packs too where it has read too far ahead of them, at
 * the end, and if it is alone.
 */
export class Packers {
  readonly #buffer: ArrayBufferLike;
  readonly #line: PackLine;
  readonly #rooms: WaitingRooms;
  readonly #isAlone: boolean;
  /** The room of each array that was read into one, by the array's address. */
  readonly #lent = new Map<number, Room>();
  /** Jobs that may still need a room. */
  #open: { readonly job: number; readonly room: Room }[] = [];
  readonly #layers: { readonly name: string; readonly jobs: readonly number[] }[] = [];

  constructor(buffer: ArrayBufferLike, line: PackLine, rooms: WaitingRooms, isAlone: boolean) {
    this.#buffer = buffer;
    this.#line = line;
    this.#rooms = rooms;
    this.#isAlone = isAlone;
  }

  /**
   * Where the filters of so many outputs are read to. Memory of its own where they are too large for a room, or where every room belongs to
   * filters that wait for an array which is yet to be read.
   */
  async place(floats: number, outputs: number): Promise<Float32Array> {
    const { arrays } = this.#rooms;
    const factors = outputs * FACTOR;
    const bytes = factors + floats * FLOAT;
    let room = this.#room(arrays, bytes);
    if (room === undefined && bytes <= arrays.largest) {
      // Whoever has got all of a layer's arrays by now has it packed after this.
      await letMessagesIn();
      room = this.#room(arrays, bytes);
    }
    if (room === undefined) return new Float32Array(floats);
    const values = new Float32Array(this.#buffer, room.at + factors, floats);
    this.#lent.set(values.byteOffset, room);
    return values;
  }

  /** Packs filters, wherever they lie. */
  packFilters(name: string, { weight, scale }: Filters, layer: LayerWords): void {
    const row = layer.inputs * layer.cells;
    const room = weight.buffer === this.#buffer ? this.#lent.get(weight.byteOffset) : undefined;
    if (room !== undefined) {
      this.#lent.delete(weight.byteOffset);
      new Float64Array(this.#buffer, room.at, scale.length).set(scale);
    }
    const jobs = partsOf(scale.length, row * FLOAT).map(([first, end]) => {
      if (room === undefined) return this.#packPart({ weight, scale }, layer, first, end);
      const from = weight.byteOffset + first * row * FLOAT;
      return this.#push({ ...layer, first, end, from, scale: room.at + first * FACTOR }, room);
    });
    this.#begun(name, jobs);
  }

  /** Packs a linear weight of so many outputs where it lies. */
  packRows(name: string, outputs: number, layer: Omit<LayerWords, 'layout'>): void {
    const bytes = layer.inputs * layer.cells * FLOAT;
    const jobs = partsOf(outputs, bytes).map(([first, end]) => {
      const job = { ...layer, layout: LAYOUTS.linear, first, end };
      if (layer.cells === 1) return this.#push(job);
      const room = this.#roomForPart(bytes);
      return this.#push({ ...job, room: room.at }, room);
    });
    this.#begun(name, jobs);
  }

  /** After the last layer: resolves when all are packed, with the names of those that hold NaN or infinity. */
  async finish(): Promise<readonly string[]> {
    await this.#line.drain();
    this.#line.end();
    return this.#layers.flatMap(({ name, jobs }) => (jobs.every((job) => this.#line.isFinite(job)) ? [] : [name]));
  }

  /** Brings the filters of some outputs into a room of their own. */
  #packPart({ weight, scale }: Filters, layer: LayerWords, first: number, end: number): number {
    const row = layer.inputs * layer.cells;
    const factors = (end - first) * FACTOR;
    const room = this.#roomForPart(factors + (end - first) * row * FLOAT);
    const from = room.at + factors;
    new Float64Array(this.#buffer, room.at, end - first).set(scale.subarray(first, end));
    new Float32Array(this.#buffer, from, (end - first) * row).set(weight.subarray(first * row, end * row));
    return this.#push({ ...layer, first, end, from, scale: room.at }, room);
  }

  #push(job: PackJob, room?: Room): number {
    const number = this.#line.push(job);
    if (room !== undefined) {
      room.jobs++;
      this.#open.push({ job: number, room });
    }
    return number;
  }

  #begun(name: string, jobs: readonly number[]): void {
    this.#layers.push({ name, jobs });
    if (this.#isAlone) while (this.#line.advance());
  }

  /** A room for a part, always. */
  #roomForPart(bytes: number): Room {
    const room = this.#room(this.#rooms.arrays, bytes) ?? this.#room(this.#rooms.parts, bytes);
    if (room === undefined) throw new Error(`there is no room for ${bytes} bytes`);
    return room;
  }

  /** A room, if nothing but packing what was begun is needed to get one. */
  #room(from: Rooms, bytes: number): Room | undefined {
    if (bytes > from.largest) return undefined;
    do {
      this.#giveBack();
      const at = from.take(bytes);
      if (at !== undefined) return { from, at, bytes, jobs: 0 };
    } while (this.#line.advance());
    return undefined;
  }

  /** Gives back the rooms of jobs that have been done meanwhile. */
  #giveBack(): void {
    this.#open = this.#open.filter(({ job, room }) => {
      if (!this.#line.isDone(job)) return true;
      if (--room.jobs === 0) room.from.giveBack(room.at, room.bytes);
      return false;
    });
  }
}
