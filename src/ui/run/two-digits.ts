import type { Format } from '../../i18n/format.ts';

/** A number with two digits that count, however small it is. */
export function twoDigits(format: Format, value: number): string {
  return format.decimal(Number(value.toPrecision(2)), 12);
}
