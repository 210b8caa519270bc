import type { Dtype } from './dtypes.ts';

/** A storage that a pickle refers to: typed bytes elsewhere in the file. */
export interface StorageRef {
  readonly type: 'storage';
  readonly key: string;
  readonly dtype: Dtype;
  /** Number of values. */
  readonly length: number;
}

/** A tensor as a pickle describes it: a view of a storage, all counted in values. */
export interface TensorRef {
  readonly type: 'tensor';
  readonly storage: StorageRef;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** Something callable that the pickle names; only the names below are ever let in. */
export interface GlobalRef {
  readonly type: 'global';
  readonly name: string;
}

/** What a pickle can hold here. A dict is a `Map`, so that no name can reach an object's prototype. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | PickleTuple
  | PickleDict
  | StorageRef
  | TensorRef
  | GlobalRef;

/** A tuple, told apart from a list. */
export interface PickleTuple {
  readonly type: 'tuple';
  readonly items: readonly PickleValue[];
}

/** A dict or OrderedDict. */
export interface PickleDict {
  readonly type: 'dict';
  readonly entries: Map<PickleValue, PickleValue>;
}

/** torch's storage classes and the types of their values. */
export const STORAGES: ReadonlyMap<string, Dtype> = new Map([
  ['torch.DoubleStorage', 'float64'],
  ['torch.FloatStorage', 'float32'],
  ['torch.HalfStorage', 'float16'],
  ['torch.BFloat16Storage', 'bfloat16'],
  ['torch.LongStorage', 'int64'],
  ['torch.IntStorage', 'int32'],
  ['torch.ShortStorage', 'int16'],
  ['torch.CharStorage', 'int8'],
  ['torch.ByteStorage', 'uint8'],
  ['torch.BoolStorage', 'bool'],
]);

/** The callables that state dicts need, and no others. */
export const CALLABLES: ReadonlySet<string> = new Set([
  'collections.OrderedDict',
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_parameter',
  'torch.Size',
]);
