/** A whole number with commas between thousands, as Python's `{:,}` writes it. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/**
 * A number that is not negative with two decimals and commas between thousands, as Python's `{:,.2f}` writes it: a tie goes to the even
 * digit. Only odd eighths tie, since every other half of a hundredth has no exact binary value.
 */
export function twoDecimals(value: number): string {
  const hundredths = Math.floor(value * 100);
  const isTie = (value * 8) % 2 === 1;
  const [whole = '', fraction = ''] = (isTie && hundredths % 2 === 0 ? hundredths / 100 : value).toFixed(2).split('.');
  return `${grouped(Number(whole))}.${fraction}`;
}

/** Bytes in units of 2²⁰ with two decimals, as torchsummary writes "MB". */
export function mebibytes(bytes: number): string {
  return twoDecimals(bytes / 2 ** 20).replaceAll(',', '');
}
