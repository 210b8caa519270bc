import { MAX_REPEATS, MAX_STRING, MAX_VALUES } from './pickle-limits.ts';
import {
  CALLABLES,
  isInert,
  type Opaque,
  type PickleDict,
  type PickleTuple,
  type PickleValue,
  STORAGES,
  type StorageRef,
  type TensorRef,
} from './pickle-values.ts';
import { WeightsError } from './WeightsError.ts';

/** What whole models are pickled from: a class of PyTorch's, of a library of models, or of the script itself. */
const MODEL_CLASS = /^(torch\.nn|torchvision|timm|__main__|models?|nets?|networks?)\./;

/** A pickle that was read, and where it ended. */
export interface Unpickled {
  readonly value: PickleValue;
  /** Every storage that it mentions, also those of an optimiser, by key. */
  readonly storages: ReadonlyMap<string, StorageRef>;
  /** Offset of the byte behind it. */
  readonly end: number;
}

/**
 * Reads one pickle as data. Nothing is looked up or called: the names it may mention are a fixed list, and what they stand for is
 * built here. Throws `WeightsError` for every other name or opcode, with its offset.
 * Source: Python's pickletools; the list follows torch's `_weights_only_unpickler.py`.
 */
export function unpickle(bytes: Uint8Array, start: number, file: string): Unpickled {
  return new Unpickler(bytes, start, file).run();
}

const MARK = Symbol('mark');
type StackItem = PickleValue | typeof MARK;

class Unpickler {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #stack: StackItem[] = [];
  readonly #memo = new Map<number, PickleValue>();
  readonly #storages = new Map<string, StorageRef>();
  #at: number;
  #steps = 0;

  constructor(bytes: Uint8Array, start: number, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = start;
    this.#file = file;
  }

  run(): Unpickled {
    for (;;) {
      if (++this.#steps > MAX_VALUES || this.#stack.length > MAX_VALUES)
        throw new WeightsError(
          'tooLarge',
          { file: this.#file, what: 'pickle', limit: MAX_VALUES },
          `${this.#file}: the pickle has more than ${MAX_VALUES} steps.`,
        );
      const offset = this.#at;
      const opcode = this.#byte();
      if (opcode === 0x2e) return { value: this.#pop(), storages: this.#storages, end: this.#at };
      const handler = HANDLERS.get(opcode);
      if (handler === undefined) {
        const name = opcode >= 0x20 && opcode < 0x7f ? `'${String.fromCharCode(opcode)}'` : `0x${opcode.toString(16)}`;
        throw new WeightsError(
          'forbiddenOpcode',
          { file: this.#file, opcode: name, offset },
          `${this.#file}: the pickle asks for operation ${name} at byte ${offset}, which no state dict needs. It was not carried out.`,
        );
      }
      handler(this);
    }
  }

  push(value: PickleValue): void {
    this.#stack.push(value);
  }

  mark(): void {
    this.#stack.push(MARK);
  }

  /** Everything above the last mark. */
  popMark(): PickleValue[] {
    const at = this.#stack.lastIndexOf(MARK);
    if (at < 0) throw this.#bad('a mark is missing');
    const items = this.#stack.splice(at).slice(1);
    return items as PickleValue[];
  }

  popMany(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.#pop()).reverse();
  }

  discard(): void {
    if (this.#stack.pop() === undefined) throw this.#bad('the stack is empty');
  }

  unsigned(bytes: 1 | 2 | 4 | 8): number {
    this.#need(bytes);
    const at = this.#at;
    this.#at += bytes;
    if (bytes === 1) return this.#view.getUint8(at);
    if (bytes === 2) return this.#view.getUint16(at, true);
    if (bytes === 4) return this.#view.getUint32(at, true);
    return Number(this.#view.getBigUint64(at, true));
  }

  signed32(): number {
    this.#need(4);
    this.#at += 4;
    return this.#view.getInt32(this.#at - 4, true);
  }

  float64(): number {
    this.#need(8);
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, false);
  }

  /** LONG1: a little-endian two's complement number of up to 255 bytes. */
  long1(): number | bigint {
    const count = this.unsigned(1);
    this.#need(count);
    let value = 0n;
    for (let index = count - 1; index >= 0; index--) value = (value << 8n) | BigInt(this.#bytes[this.#at + index] ?? 0);
    if (count > 0 && ((this.#bytes[this.#at + count - 1] ?? 0) & 0x80) !== 0) value -= 1n << BigInt(count * 8);
    this.#at += count;
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }

  text(length: number): string {
    if (length > MAX_STRING)
      throw new WeightsError(
        'tooLarge',
        { file: this.#file, what: 'string', limit: MAX_STRING },
        `${this.#file}: a name of ${length} bytes is too long.`,
      );
    this.#need(length);
    this.#at += length;
    return new TextDecoder().decode(this.#bytes.subarray(this.#at - length, this.#at));
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > MAX_STRING) throw this.#bad('a line does not end');
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  remember(key: number): void {
    const top = this.#stack.at(-1);
    if (top === undefined || top === MARK) throw this.#bad('there is nothing to remember');
    this.#memo.set(key, top);
  }

  memoize(): void {
    this.remember(this.#memo.size);
  }

  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) throw this.#bad(`memory ${key} is empty`);
    this.push(value);
  }

  global(module: string, name: string): void {
    const full = `${module}.${name}`;
    if (!CALLABLES.has(full) && !STORAGES.has(full) && !isInert(full)) {
      const rule = MODEL_CLASS.test(full) ? 'wholeModule' : 'forbiddenGlobal';
      const what =
        rule === 'wholeModule'
          ? 'is a whole pickled module, not a state dict: save model.state_dict() instead'
          : 'asks for something that no state dict needs';
      throw new WeightsError(
        rule,
        { file: this.#file, name: full },
        `${this.#file} ${what} (${full}). Nothing of it was executed.`,
      );
    }
    this.push({ type: 'global', name: full });
  }

  stackGlobal(): void {
    const [module, name] = this.popMany(2);
    if (typeof module !== 'string' || typeof name !== 'string') throw this.#bad('a global has no name');
    this.global(module, name);
  }

  /** REDUCE: "calls" one of the listed names; what it would return is built here. */
  reduce(): void {
    const [callee, args] = this.popMany(2);
    if (!isType(callee, 'global') || !isType(args, 'tuple')) throw this.#bad('a call is malformed');
    this.push(this.#call(callee.name, args.items));
  }

  #call(name: string, items: readonly PickleValue[]): PickleValue {
    if (isInert(name)) return OPAQUE;
    switch (name) {
      case 'collections.OrderedDict':
        return this.#newDict(items);
      case 'torch._utils._rebuild_tensor':
      case 'torch._utils._rebuild_tensor_v2':
        return this.#tensor(items);
      case 'torch._utils._rebuild_parameter':
      case 'torch._utils._rebuild_parameter_with_state':
        if (!isType(items[0], 'tensor')) throw this.#bad('a parameter holds no tensor');
        return items[0];
      case 'torch._tensor._rebuild_from_type_v2': {
        const [inner, , words] = items;
        if (!isType(inner, 'global') || !inner.name.startsWith('torch._utils.') || !isType(words, 'tuple'))
          throw this.#bad('a tensor is malformed');
        return this.#call(inner.name, words.items);
      }
      case 'torch.Size':
        return items[0] ?? null;
      default:
        throw this.#bad(`${name} cannot be called`);
    }
  }

  /** BUILD: attributes of an object; those of an OrderedDict (`_metadata`) are not needed. */
  build(): void {
    this.discard();
    const owner = this.#stack.at(-1) as PickleValue;
    if (!isType(owner, 'dict') && !isType(owner, 'opaque') && !isType(owner, 'tensor'))
      throw this.#bad('attributes of something that has none');
  }

  persistentId(): void {
    const id = this.#pop();
    if (!isType(id, 'tuple')) throw this.#bad('a storage is malformed');
    const [kind, type, key, , length, view] = id.items;
    const dtype = isType(type, 'global') ? STORAGES.get(type.name) : undefined;
    const first = isType(view, 'tuple') ? view.items[1] : 0;
    if (kind !== 'storage' || dtype === undefined || typeof key !== 'string' || !isCount(length) || !isCount(first))
      throw this.#bad('a storage is malformed');
    const storage = { type: 'storage', key, dtype, length, first } as const;
    this.#storages.set(key, storage);
    this.push(storage);
  }

  /** A frozenset, of which nothing is known. */
  pushFrozenSet(): void {
    this.popMark();
    this.push(OPAQUE);
  }

  append(items: readonly PickleValue[]): void {
    const list = this.#stack.at(-1);
    if (isType(list as PickleValue, 'opaque')) return;
    if (!Array.isArray(list)) throw this.#bad('something is appended to what is no list');
    for (const item of items) list.push(item);
  }

  setItems(items: readonly PickleValue[]): void {
    const dict = this.#stack.at(-1);
    if (isType(dict as PickleValue, 'opaque')) return;
    if (dict === undefined || dict === MARK || !isType(dict, 'dict') || items.length % 2 !== 0)
      throw this.#bad('an entry is put into what is no dict');
    for (let index = 0; index < items.length; index += 2)
      dict.entries.set(items[index] ?? null, items[index + 1] ?? null);
  }

  #newDict([pairs]: readonly PickleValue[]): PickleDict {
    const dict: PickleDict = { type: 'dict', entries: new Map() };
    for (const pair of Array.isArray(pairs) ? pairs : []) {
      const [key, value] = Array.isArray(pair) ? pair : isType(pair, 'tuple') ? pair.items : [];
      dict.entries.set(key ?? null, value ?? null);
    }
    return dict;
  }

  #tensor([storage, start, shape, stride]: readonly PickleValue[]): TensorRef {
    if (!isType(storage, 'storage') || !isCount(start) || !isType(shape, 'tuple') || !isType(stride, 'tuple'))
      throw this.#bad('a tensor is malformed');
    const [sizes, steps] = [shape.items, stride.items];
    if (!sizes.every(isCount) || !steps.every(isCount) || sizes.length !== steps.length || sizes.length > 8)
      throw this.#bad('a tensor has an impossible shape');
    const offset = storage.first + start;
    const count = sizes.reduce((product, size) => product * size, 1);
    const last = offset + sizes.reduce((sum, size, axis) => sum + (size - 1) * (steps[axis] ?? 0), 0);
    if (count > 0 && (last >= storage.length || !Number.isSafeInteger(last)))
      throw this.#bad('a tensor reaches beyond its storage');
    if (count > storage.length + MAX_REPEATS) throw this.#bad('a tensor repeats the values of its storage too often');
    return { type: 'tensor', storage, offset, shape: sizes, stride: steps };
  }

  #pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw this.#bad('the stack is empty');
    return value;
  }

  #byte(): number {
    this.#need(1);
    return this.#bytes[this.#at++] ?? 0;
  }

  #need(count: number): void {
    if (this.#at + count > this.#bytes.length)
      throw new WeightsError(
        'cutShort',
        { file: this.#file, needed: this.#at + count, bytes: this.#bytes.length },
        `${this.#file}: the pickle ends in the middle. The file was cut short.`,
      );
  }

  #bad(detail: string): WeightsError {
    return new WeightsError(
      'badPickle',
      { file: this.#file, detail },
      `${this.#file}: the pickle is damaged (${detail}).`,
    );
  }
}

const OPAQUE: Opaque = { type: 'opaque' };

type TypedValue =
  | StorageRef
  | TensorRef
  | Opaque
  | PickleTuple
  | PickleDict
  | Extract<PickleValue, { readonly type: 'global' }>;

function isType<Type extends TypedValue['type']>(
  value: PickleValue | undefined,
  type: Type,
): value is Extract<TypedValue, { readonly type: Type }> {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const tuple = (items: readonly PickleValue[]): PickleTuple => ({ type: 'tuple', items });

/** What each opcode of protocols 0 to 5 does that torch writes. All others are refused. */
const HANDLERS: ReadonlyMap<number, (machine: Unpickler) => void> = new Map<number, (machine: Unpickler) => void>([
  [0x80, (m) => void m.unsigned(1)], // PROTO
  [0x95, (m) => void m.unsigned(8)], // FRAME
  [0x28, (m) => m.mark()], // MARK
  [0x30, (m) => m.discard()], // POP
  [0x31, (m) => void m.popMark()], // POP_MARK
  [0x4e, (m) => m.push(null)], // NONE
  [0x88, (m) => m.push(true)], // NEWTRUE
  [0x89, (m) => m.push(false)], // NEWFALSE
  [0x4a, (m) => m.push(m.signed32())], // BININT
  [0x4b, (m) => m.push(m.unsigned(1))], // BININT1
  [0x4d, (m) => m.push(m.unsigned(2))], // BININT2
  [0x8a, (m) => m.push(m.long1())], // LONG1
  [0x47, (m) => m.push(m.float64())], // BINFLOAT
  [0x58, (m) => m.push(m.text(m.unsigned(4)))], // BINUNICODE
  [0x8c, (m) => m.push(m.text(m.unsigned(1)))], // SHORT_BINUNICODE
  [0x8d, (m) => m.push(m.text(m.unsigned(8)))], // BINUNICODE8
  [0x55, (m) => m.push(m.text(m.unsigned(1)))], // SHORT_BINSTRING
  [0x54, (m) => m.push(m.text(m.unsigned(4)))], // BINSTRING
  [0x43, (m) => m.push(m.text(m.unsigned(1)))], // SHORT_BINBYTES
  [0x42, (m) => m.push(m.text(m.unsigned(4)))], // BINBYTES
  [0x29, (m) => m.push(tuple([]))], // EMPTY_TUPLE
  [0x85, (m) => m.push(tuple(m.popMany(1)))], // TUPLE1
  [0x86, (m) => m.push(tuple(m.popMany(2)))], // TUPLE2
  [0x87, (m) => m.push(tuple(m.popMany(3)))], // TUPLE3
  [0x74, (m) => m.push(tuple(m.popMark()))], // TUPLE
  [0x5d, (m) => m.push([])], // EMPTY_LIST
  [0x7d, (m) => m.push({ type: 'dict', entries: new Map() })], // EMPTY_DICT
  [0x61, (m) => m.append(m.popMany(1))], // APPEND
  [0x65, (m) => m.append(m.popMark())], // APPENDS
  [0x73, (m) => m.setItems(m.popMany(2))], // SETITEM
  [0x75, (m) => m.setItems(m.popMark())], // SETITEMS
  [0x63, (m) => m.global(m.line(), m.line())], // GLOBAL
  [0x93, (m) => m.stackGlobal()], // STACK_GLOBAL
  [0x52, (m) => m.reduce()], // REDUCE
  [0x81, (m) => m.reduce()], // NEWOBJ
  [0x8f, (m) => m.push(OPAQUE)], // EMPTY_SET
  [0x90, (m) => void m.popMark()], // ADDITEMS
  [0x91, (m) => m.pushFrozenSet()], // FROZENSET
  [0x62, (m) => m.build()], // BUILD
  [0x51, (m) => m.persistentId()], // BINPERSID
  [0x71, (m) => m.remember(m.unsigned(1))], // BINPUT
  [0x72, (m) => m.remember(m.unsigned(4))], // LONG_BINPUT
  [0x94, (m) => m.memoize()], // MEMOIZE
  [0x68, (m) => m.recall(m.unsigned(1))], // BINGET
  [0x6a, (m) => m.recall(m.unsigned(4))], // LONG_BINGET
]);
