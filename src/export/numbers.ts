/** A whole number with commas between thousands, as Python's `{:,}` writes it. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** Bytes in units of 2²⁰ with two decimals, as torchsummary writes "MB". */
export function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(2);
}
