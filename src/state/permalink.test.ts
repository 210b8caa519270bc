import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CLASSES, MAX_SIDE } from './limits.ts';
import { type Address, emptyAddress, modes, readAddress, writeAddress } from './permalink.ts';

const side = fc.integer({ min: 1, max: MAX_SIDE });
const id = fc.stringMatching(/^[a-z][\w.]{0,20}$/);
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { nil: null });

const addresses: fc.Arbitrary<Address> = fc
  .record({
    network: maybe(id),
    node: maybe(id),
    mode: fc.constantFrom(...modes),
    size: maybe(fc.tuple(side, side)),
    classes: maybe(fc.integer({ min: 1, max: MAX_CLASSES })),
    lang: maybe(fc.constantFrom('en', 'ko', 'ja')),
    theme: maybe(fc.constantFrom('light', 'dark')),
    lesson: maybe(fc.string({ minLength: 1 })),
    step: maybe(fc.integer({ min: 1, max: 999 })),
    hidden: fc.uniqueArray(id, { maxLength: 3 }),
    lab: maybe(fc.string({ minLength: 1 })),
    chain: maybe(fc.string({ minLength: 1 })),
    cuts: fc.uniqueArray(
      fc.tuple(id, fc.constantFrom('shortcut', 'branch')).map((cut) => cut.join(':')),
      { maxLength: 3 },
    ),
    level: maybe(fc.constantFrom(0, 1, 2)),
    opened: fc.uniqueArray(id, { maxLength: 5 }),
  })
  .map((address) => (address.network === null ? { ...address, node: null } : address));

describe('permalink', () => {
  it('readAddress(writeAddress(address)) is the address again', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(readAddress(writeAddress(address))).toEqual({ address, error: null });
      }),
    );
  });

  it('readAddress never throws, and what it makes of any text can be written and read again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { address } = readAddress(`#/${text}`);
        expect(readAddress(writeAddress(address)).error).toBeNull();
      }),
    );
  });

  it('writeAddress leaves defaults out', () => {
    expect(writeAddress(emptyAddress)).toBe('#/');
    expect(writeAddress({ ...emptyAddress, network: 'resnet50', node: 'layer3.0.conv2' })).toBe(
      '#/resnet50/layer3.0.conv2',
    );
  });

  it('reads an address as it is documented', () => {
    const { address } = readAddress(
      '#/vgg16/features.0?mode=learn&size=256x224&classes=10&lang=ko&lesson=output-size&step=3&hide=exercises,seed&theme=dark',
    );
    expect(address).toEqual({
      ...emptyAddress,
      network: 'vgg16',
      node: 'features.0',
      mode: 'learn',
      size: [256, 224],
      classes: 10,
      lang: 'ko',
      lesson: 'output-size',
      step: 3,
      hidden: ['exercises', 'seed'],
      theme: 'dark',
    });
  });

  it.each([
    ['size=5', null],
    ['size=0x5', 'badSize'],
    ['size=axb', 'badSize'],
    ['size=-3x3', 'badSize'],
    ['size=9000x9000', 'badSize'],
    ['classes=0', 'badClasses'],
    ['classes=2.5', 'badClasses'],
    ['mode=fly', 'badOption'],
    ['lang=xx', 'badOption'],
    ['theme=pink', 'badOption'],
    ['step=0', 'badOption'],
    ['step=two', 'badOption'],
  ])('readAddress of ?%s gives error %s', (query, rule) => {
    expect(readAddress(`#/resnet18?${query}`).error?.rule ?? null).toBe(rule);
  });

  it('a broken escape stays as it is', () => {
    expect(readAddress('#/res%E0net').address.network).toBe('res%E0net');
  });
});
