import type { Dtype } from './dtypes.ts';

/** A storage that a pickle refers to: typed bytes elsewhere in the file. */
export interface StorageRef {
  readonly type: 'storage';
  readonly key: string;
  readonly dtype: Dtype;
  /** Number of values. */
  readonly length: number;
  /** Where a view of a storage begins in it (files before PyTorch 0.4 have such), counted in values. */
  readonly first: number;
}

/** A tensor as a pickle describes it: a view of a storage, all counted in values. */
export interface TensorRef {
  readonly type: 'tensor';
  readonly storage: StorageRef;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

/** Something that the pickle builds and that no weights depend on: settings, dates, numbers of numpy. Nothing is known of it. */
export interface Opaque {
  readonly type: 'opaque';
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
  | Opaque
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
  'torch._utils._rebuild_parameter_with_state',
  'torch._tensor._rebuild_from_type_v2',
  'torch.Size',
]);

/**
 * Names that training scripts leave beside the weights (options, dates, figures) and types that tensors mention. They are let in as
 * values of which nothing is known: what they would build is never built.
 */
const INERT: ReadonlySet<string> = new Set([
  'argparse.Namespace',
  'types.SimpleNamespace',
  'collections.defaultdict',
  'collections.Counter',
  'builtins.set',
  'builtins.frozenset',
  'builtins.list',
  'builtins.dict',
  'builtins.int',
  'builtins.complex',
  '__builtin__.set',
  '__builtin__.frozenset',
  '__builtin__.list',
  '__builtin__.dict',
  '__builtin__.int',
  'datetime.datetime',
  'datetime.date',
  'datetime.timedelta',
  'pathlib.Path',
  'pathlib.PosixPath',
  'pathlib.WindowsPath',
  'pathlib.PurePosixPath',
  '_codecs.encode',
  'numpy.dtype',
  'numpy.ndarray',
  'numpy.core.multiarray.scalar',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray.scalar',
  'numpy._core.multiarray._reconstruct',
  'torch.device',
  'torch.Tensor',
  'torch.nn.parameter.Parameter',
  'torch.nn.parameter.Buffer',
]);

/** Whether a name stands for something that is let in without being known. */
export function isInert(name: string): boolean {
  return INERT.has(name) || /^torch\.(float|bfloat|u?int|complex|bool|double|half|long)\d*$/.test(name);
}
