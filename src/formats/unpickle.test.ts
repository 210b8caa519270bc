import { describe, expect, it } from 'vitest';
import { unpickle } from './unpickle.ts';
import type { WeightsError } from './WeightsError.ts';

/** A pickle of texts and opcodes, in the order of Python's pickletools. */
function pickle(...parts: readonly (string | number | readonly number[])[]): Uint8Array {
  return new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)).concat(0x2e),
  );
}

function ruleOf(bytes: Uint8Array): string | undefined {
  try {
    unpickle(bytes, 0, 'x.pth');
    return undefined;
  } catch (error) {
    return (error as WeightsError).details.rule;
  }
}

const text = (value: string): readonly number[] => [0x8c, value.length, ...new TextEncoder().encode(value)];
const storage = (length: number): readonly (string | number | readonly number[])[] => [
  '(',
  text('storage'),
  'ctorch\nFloatStorage\n',
  text('0'),
  text('cpu'),
  [0x4b, length],
  't',
  0x51,
];
const int = (value: number): readonly number[] => [
  0x4a,
  value & 255,
  (value >> 8) & 255,
  (value >> 16) & 255,
  value >>> 24,
];

describe('unpickle', () => {
  it.each([
    ['posix', 'system', 'forbiddenGlobal'],
    ['builtins', 'eval', 'forbiddenGlobal'],
    ['os', 'popen', 'forbiddenGlobal'],
    ['torch.nn.modules.linear', 'Linear', 'wholeModule'],
    ['__main__', 'MyNet', 'wholeModule'],
    ['argparse', 'Namespace', undefined],
    ['numpy.core.multiarray', 'scalar', undefined],
    ['torch', 'float16', undefined],
  ])('a pickle that mentions %s.%s: %s', (module, name, rule) => {
    expect(ruleOf(pickle(`c${module}\n${name}\n`))).toBe(rule);
  });

  it('keeps nothing of what training scripts leave beside the weights', () => {
    const namespace = pickle('cargparse\nNamespace\n', ')', 0x81, '}', '(', text('lr'), [0x4b, 1], 'u', 'b');
    expect(unpickle(namespace, 0, 'x.pth').value).toEqual({ type: 'opaque' });
  });

  it('names every storage, and where a view of one begins', () => {
    const view = ['(', text('storage'), 'ctorch\nFloatStorage\n', text('7'), text('cpu'), [0x4b, 9]] as const;
    const { storages } = unpickle(pickle(...view, '(', text('8'), [0x4b, 4], [0x4b, 5], 't', 't', 0x51), 0, 'x.pth');
    expect(storages.get('7')).toEqual({ type: 'storage', key: '7', dtype: 'float32', length: 9, first: 4 });
  });

  it('refuses a tensor that repeats a value by the million, and one that reaches too far', () => {
    const tensor = (rows: number, stride: number): Uint8Array =>
      pickle(
        'ctorch._utils\n_rebuild_tensor_v2\n',
        '(',
        ...storage(4),
        [0x4b, 0],
        [...int(rows), ...int(2), 0x86],
        [...int(stride), ...int(1), 0x86],
        0x89,
        ')',
        't',
        'R',
      );
    expect(ruleOf(tensor(2, 2))).toBeUndefined();
    expect(ruleOf(tensor(3, 2))).toBe('badPickle');
    expect(ruleOf(tensor(1000, 0))).toBeUndefined();
    expect(ruleOf(tensor(2_000_000_000, 0))).toBe('badPickle');
  });

  it('puts a hundred thousand values and more into a list', () => {
    const many = pickle(']', '(', 'N'.repeat(300_000), 'e');
    expect(unpickle(many, 0, 'x.pth').value).toHaveLength(300_000);
  });
});
