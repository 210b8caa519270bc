/** Types of values, by torch's names. */
export type Dtype =
  | 'float64'
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint64'
  | 'uint32'
  | 'uint16'
  | 'uint8'
  | 'bool';

interface DtypeSpec {
  /** Bytes of one value. */
  readonly bytes: number;
  /** Value `index` of little-endian bytes, as a number. */
  read(view: DataView, index: number): number;
}

/** How to read one value of each type. 64-bit integers lose precision beyond 2⁵³. */
const DTYPES: Readonly<Record<Dtype, DtypeSpec>> = {
  float64: { bytes: 8, read: (view, index) => view.getFloat64(index * 8, true) },
  float32: { bytes: 4, read: (view, index) => view.getFloat32(index * 4, true) },
  float16: { bytes: 2, read: (view, index) => halfToNumber(view.getUint16(index * 2, true)) },
  bfloat16: { bytes: 2, read: (view, index) => bfloatToNumber(view.getUint16(index * 2, true)) },
  int64: { bytes: 8, read: (view, index) => Number(view.getBigInt64(index * 8, true)) },
  int32: { bytes: 4, read: (view, index) => view.getInt32(index * 4, true) },
  int16: { bytes: 2, read: (view, index) => view.getInt16(index * 2, true) },
  int8: { bytes: 1, read: (view, index) => view.getInt8(index) },
  uint64: { bytes: 8, read: (view, index) => Number(view.getBigUint64(index * 8, true)) },
  uint32: { bytes: 4, read: (view, index) => view.getUint32(index * 4, true) },
  uint16: { bytes: 2, read: (view, index) => view.getUint16(index * 2, true) },
  uint8: { bytes: 1, read: (view, index) => view.getUint8(index) },
  bool: { bytes: 1, read: (view, index) => (view.getUint8(index) === 0 ? 0 : 1) },
};

/** Bytes of one value of a type. */
export function bytesOf(dtype: Dtype): number {
  return DTYPES[dtype].bytes;
}

/** All values of little-endian bytes, those from `begin` up to `end`, as float32. Bytes of float32 are taken as they are, where they lie. */
export function toFloat32(bytes: ArrayBuffer, dtype: Dtype, begin = 0, end = bytes.byteLength): Float32Array {
  const { bytes: size, read } = DTYPES[dtype];
  if (dtype === 'float32' && begin % size === 0) return new Float32Array(bytes, begin, (end - begin) / size);
  const view = new DataView(bytes, begin, end - begin);
  const values = new Float32Array((end - begin) / size);
  if (dtype === 'float16') return widenHalves(view, values);
  for (let index = 0; index < values.length; index++) values[index] = read(view, index);
  return values;
}

/** Every float16 as float32, made once: a table is many times faster than the arithmetic. */
let halves: Float32Array | undefined;

function widenHalves(view: DataView, values: Float32Array): Float32Array {
  halves ??= Float32Array.from({ length: 65536 }, (_unused, bits) => halfToNumber(bits));
  for (let index = 0; index < values.length; index++) values[index] = halves[view.getUint16(index * 2, true)] ?? 0;
  return values;
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function bfloatToNumber(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
