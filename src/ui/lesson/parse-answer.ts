/** The number that somebody typed: digits with thousands separators or blanks, a decimal point; `null` if it is none. */
export function parseAnswer(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[\s_]|,(?=\d{3}(?!\d))/g, '');
  if (!/^[+−-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  return Number(plain.replace('−', '-'));
}
