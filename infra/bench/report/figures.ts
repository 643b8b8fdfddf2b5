/** The middle of some figures; of an even number of them the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function milliseconds(figure: number): string {
  return figure < 10 ? `${figure.toFixed(1)} ms` : `${number(Math.round(figure))} ms`;
}

/** Least and greatest. */
export function spread(figures: readonly number[]): string {
  return `${milliseconds(Math.min(...figures)).replace(' ms', '')}–${milliseconds(Math.max(...figures))}`;
}

export function mebibytes(bytes: number | undefined): string {
  if (bytes === undefined) return '–';
  const digits = bytes < 100 * 2 ** 20 ? 1 : 0;
  return `${(bytes / 2 ** 20).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} MiB`;
}

export function number(value: number | undefined): string {
  return value === undefined ? '–' : value.toLocaleString('en');
}

/** How many times as long one takes, of medians, in words such as `0.48 ×`. */
export function times(one: readonly number[], other: readonly number[]): string {
  return ratio(median(one) / median(other));
}

export function ratio(value: number): string {
  return `${value.toFixed(value < 0.1 ? 3 : 2)} ×`;
}

/** A Markdown table: names to the left, figures to the right, the last column, which is words, to the left. */
export function markdownTable(heading: string[], rows: string[][]): string {
  const widths = heading.map((_, column) => Math.max(3, ...[heading, ...rows].map((row) => row[column]!.length)));
  const right = (column: number): boolean => column > 0 && column < heading.length - 1;
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => (right(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (right(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(heading), rule, ...rows.map(line)].join('\n');
}

/** The last column: whether answers were right. */
export function verdict(mistake: string | undefined): string {
  return mistake === undefined ? 'right' : `**void**: ${mistake}`;
}
