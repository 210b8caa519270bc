/** How numbers are written in one language. */
export interface Format {
  /** A count, every digit: `25,557,032`. */
  count(value: number): string;
  /** A number of about this size with an SI prefix, four digits at most: `115.6 M`. */
  si(value: number): string;
  /** Bytes in multiples of 1024: `196 KiB`. */
  bytes(value: number): string;
  /** A share of one: 0.028 → `2.8%`; one that would round to nothing: `< 0.1%`. */
  percent(share: number): string;
  /** A span of time: `12.3 ms`, from a second on `1.23 s`. */
  milliseconds(value: number): string;
  /** A number with at most `digits` decimals (2). */
  decimal(value: number, digits?: number): string;
}

const siPrefixes = ['', 'k', 'M', 'G', 'T', 'P'];
const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
/** Between number and unit: they stay on one line. */
const noBreak = '\u00A0';
const thinSpace = '\u2009';
/** The smallest share that is written as a number. */
const LEAST_SHARE = 0.001;

/** The formats of a language (BCP 47 code). */
export function createFormat(lang: string): Format {
  const whole = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const rounded = new Intl.NumberFormat(lang, { maximumSignificantDigits: 4 });
  const three = new Intl.NumberFormat(lang, { maximumSignificantDigits: 3 });
  const share = new Intl.NumberFormat(lang, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const withUnit = (number: string, unit: string): string => (unit === '' ? number : `${number}${noBreak}${unit}`);
  return {
    count: (value) => whole.format(value),
    si: (value) => {
      const [scaled, prefix] = scale(value, 1000, siPrefixes);
      return withUnit(rounded.format(scaled), prefix);
    },
    bytes: (value) => {
      const [scaled, unit] = scale(value, 1024, byteUnits);
      return withUnit(scaled >= 1000 ? whole.format(scaled) : three.format(scaled), unit);
    },
    percent: (value) =>
      value > 0 && value < LEAST_SHARE / 2 ? `<${thinSpace}${share.format(LEAST_SHARE)}` : share.format(value),
    milliseconds: (value) =>
      value >= 1000 ? withUnit(three.format(value / 1000), 's') : withUnit(three.format(value), 'ms'),
    decimal: (value, digits = 2) => value.toLocaleString(lang, { maximumFractionDigits: digits }),
  };
}

function scale(value: number, base: number, units: readonly string[]): readonly [scaled: number, unit: string] {
  let scaled = value;
  let step = 0;
  while (Math.abs(scaled) >= base && step < units.length - 1) {
    scaled /= base;
    step += 1;
  }
  return [scaled, units[step] ?? ''];
}
