/** A table in Markdown, its head first; every column but the first is numbers. */
export function toTable([head = [], ...lines]: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [toLine(head), toLine(head.map((_cell, index) => (index === 0 ? '---' : '---:'))), ...lines.map(toLine)].join(
    '\n',
  );
}
