import { formatShape } from '../../engine/shape.ts';
import type { Format } from '../../i18n/format.ts';
import type { Fact, Facts } from '../../lessons/facts.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A fact as the language writes it. */
function formatFact(fact: Fact, format: Format): string {
  switch (fact.as) {
    case 'count':
      return format.count(fact.value);
    case 'decimal':
      return format.decimal(fact.value, 3);
    case 'percent':
      return format.percent(fact.value);
    case 'power':
      return formatPower(fact.value, format);
    case 'shape':
      return formatShape(fact.value);
    case 'text':
      return fact.value;
  }
}

/** All facts, ready for the translator. */
export function formatFacts(facts: Facts, format: Format): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, formatFact(fact, format)]));
}

/** Two digits and a power of ten, `8.7 × 10⁻¹⁹`; from a hundredth to a thousand written out. */
export function formatPower(value: number, format: Format): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.01 && size < 1000)) return format.decimal(value, size >= 100 ? 0 : size >= 1 ? 2 : 3);
  const [digits = '', exponent = '0'] = value.toExponential(1).split('e');
  const power = [...String(Number(exponent))].map((sign) => (sign === '-' ? '⁻' : SUPERSCRIPTS[Number(sign)])).join('');
  return `${format.decimal(Number(digits), 1)}\u00A0×\u00A010${power}`;
}
