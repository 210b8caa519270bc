import { ShapeError } from './errors.ts';

/** Throws `ShapeError` if the value of a setting, called as torch calls it, is not a whole number of at least `least` (1 by default). */
export function requireWhole(name: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const repair = `${name} ${least}`;
  throw new ShapeError(`${name} is ${value}; it must be a whole number of at least ${least}. Use ${repair}.`, {
    node: '',
    rule: 'notWhole',
    values: { name, value, least },
    repair,
  });
}
